// A list of threads under a lock: what `threads`, `waiters` and `working` are made of.
#pragma once

#include <boost/thread/mutex.hpp>

#include "threadpool/ThreadPool.h"

namespace threadpool {

/// Thread safety: each member is atomic. Threads are released outside the lock, for they may be the
/// user's and this the last reference.
class ThreadSafeList::State {
 public:
  using Entry = std::shared_ptr<Thread>;

  void append(Entry thread);
  /// Removes the first entry that is this thread; false if there is none.
  bool remove(const Entry& thread);
  std::vector<Entry> snapshot() const;

 private:
  mutable boost::mutex mutex_;
  std::vector<Entry> entries_;
};

/// Keeps a thread in a list for a scope.
class Membership {
 public:
  Membership(ThreadSafeList::State& list, const std::shared_ptr<Thread>& thread) : list_(list), thread_(thread) {
    list_.append(thread_);
  }
  ~Membership() { list_.remove(thread_); }
  Membership(const Membership&) = delete;
  Membership& operator=(const Membership&) = delete;

 private:
  ThreadSafeList::State& list_;
  const std::shared_ptr<Thread>& thread_;
};

}  // namespace threadpool
