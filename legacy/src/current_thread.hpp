// Which Thread object stands for the calling thread.
#pragma once

#include <boost/thread/condition_variable.hpp>
#include <boost/thread/mutex.hpp>
#include <boost/thread/thread.hpp>

#include "threadpool/ThreadPool.h"

namespace threadpool {

/// Stands for a thread that no pool made. Joining it waits until that thread has left `_worker`: what
/// comes after is not the pool's to know.
class ForeignThread final : public Thread {
 public:
  ForeignThread();
  /// Throws std::logic_error: the thread runs already.
  void start() override;
  void join() override;
  std::string name() const override;

  void enter();
  void leave();

 private:
  const boost::thread::id id_;
  mutable boost::mutex mutex_;
  boost::condition_variable left_;
  int inside_ = 0;
};

namespace CurrentThread {

/// The Thread of the calling thread; a stand-in, always the same one, for a thread that no pool made.
std::shared_ptr<Thread> get();

/// True while the calling thread runs a body that `pool.startAWorker` made.
bool launchedBy(const ThreadPool& pool);

/// Makes `thread` the calling thread's for a scope.
class Scope {
 public:
  /// `pool` is the one that launched the thread, if any.
  explicit Scope(std::shared_ptr<Thread> thread, const ThreadPool* pool = nullptr);
  ~Scope();
  Scope(const Scope&) = delete;
  Scope& operator=(const Scope&) = delete;

 private:
  std::shared_ptr<Thread> threadBefore_;
  const ThreadPool* poolBefore_;
};

}  // namespace CurrentThread
}  // namespace threadpool
