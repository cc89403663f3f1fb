#include "pool_thread.hpp"

#include <boost/thread/lock_guard.hpp>
#include <boost/thread/lock_types.hpp>
#include <stdexcept>
#include <system_error>

#include "current_thread.hpp"
#include "log.hpp"

namespace threadpool {

PoolThread::PoolThread(std::function<void()> body, std::string name) : name_(std::move(name)), body_(std::move(body)) {}

// The destructor of boost::thread detaches or terminates, depending on a macro; this says which.
PoolThread::~PoolThread() {
  if (thread_.joinable()) thread_.detach();
}

std::string PoolThread::name() const {
  return name_;
}

void PoolThread::start() {
  {
    const boost::lock_guard<boost::mutex> lock(mutex_);
    if (state_ != State::made) throw std::logic_error("threadpool: a thread can be started only once");
    state_ = State::starting;
  }
  try {
    moveTo(State::started, launch());
  } catch (...) {
    moveTo(State::made);
    throw;
  }
}

// The thread gives up its hold when it ends: boost keeps the function object as long as somebody keeps
// the boost::thread, and that is this object itself if nobody joins it.
boost::thread PoolThread::launch() {
  try {
    return boost::thread([held = shared_from_this()]() mutable {
      const auto self = std::move(held);
      self->run();
    });
  } catch (const boost::thread_exception&) {
    throw std::system_error(std::make_error_code(std::errc::resource_unavailable_try_again),
                            "threadpool: no thread can be started");
  }
}

void PoolThread::run() {
  {
    const boost::lock_guard<boost::mutex> lock(mutex_);
    id_ = boost::this_thread::get_id();
  }
  const CurrentThread::Scope current(shared_from_this());
  const std::function<void()> body = std::move(body_);
  log::guarded("a pool thread", body);
}

// No interruption point: a client may interrupt its own boost::thread, but no Boost exception may
// leave this library.
void PoolThread::join() {
  const boost::this_thread::disable_interruption uninterrupted;
  boost::thread thread = claim();
  if (!thread.joinable()) return;
  thread.join();
  moveTo(State::joined);
}

// The first to come joins, the others wait for it: boost::thread allows only one.
boost::thread PoolThread::claim() {
  boost::unique_lock<boost::mutex> lock(mutex_);
  if (id_ == boost::this_thread::get_id()) {
    throw std::system_error(std::make_error_code(std::errc::resource_deadlock_would_occur),
                            "threadpool: a thread cannot join itself");
  }
  changed_.wait(lock, [this] { return state_ != State::starting && state_ != State::joining; });
  if (state_ == State::made) {
    throw std::system_error(std::make_error_code(std::errc::invalid_argument),
                            "threadpool: a thread cannot be joined before it is started");
  }
  if (state_ == State::started) state_ = State::joining;
  return std::move(thread_);
}

void PoolThread::moveTo(State state, boost::thread thread) {
  {
    const boost::lock_guard<boost::mutex> lock(mutex_);
    state_ = state;
    thread_ = std::move(thread);
    if (state == State::joined) id_ = boost::thread::id();  // may be another thread's from now on
  }
  changed_.notify_all();
}

}  // namespace threadpool
