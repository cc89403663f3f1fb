// The thread that the pool makes when nobody overrides its factory: a Thread on top of boost::thread.
#pragma once

#include <boost/thread/condition_variable.hpp>
#include <boost/thread/mutex.hpp>
#include <boost/thread/thread.hpp>

#include "threadpool/ThreadPool.h"

namespace threadpool {

/// Runs `body` once. May be joined any number of times and by several threads at once. While it runs
/// it keeps itself alive; if nobody joins it, it ends on its own.
class PoolThread final : public Thread, public std::enable_shared_from_this<PoolThread> {
 public:
  PoolThread(std::function<void()> body, std::string name);
  ~PoolThread() override;

  /// Throws std::logic_error when called again.
  void start() override;
  /// Throws std::system_error (invalid_argument) if it was not started.
  void join() override;
  std::string name() const override;

 private:
  enum class State { made, starting, started, joining, joined };

  boost::thread launch();
  void run();
  boost::thread claim();
  void moveTo(State state, boost::thread thread = boost::thread());

  const std::string name_;
  std::function<void()> body_;  // after launch: the thread's own
  mutable boost::mutex mutex_;
  boost::condition_variable changed_;
  State state_ = State::made;
  boost::thread thread_;
  boost::thread::id id_;  // set by the thread itself, so known before it can try to join itself
};

}  // namespace threadpool
