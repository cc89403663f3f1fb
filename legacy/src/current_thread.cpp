#include "current_thread.hpp"

#include <boost/thread/lock_guard.hpp>
#include <boost/thread/lock_types.hpp>
#include <sstream>
#include <stdexcept>
#include <system_error>
#include <utility>

namespace threadpool {

ForeignThread::ForeignThread() : id_(boost::this_thread::get_id()) {}

void ForeignThread::start() {
  throw std::logic_error("threadpool: this thread was not made by a pool and runs already");
}

// The id counts only while the thread is inside: later it may be another thread's.
void ForeignThread::join() {
  const boost::this_thread::disable_interruption uninterrupted;
  boost::unique_lock<boost::mutex> lock(mutex_);
  if (inside_ != 0 && id_ == boost::this_thread::get_id()) {
    throw std::system_error(std::make_error_code(std::errc::resource_deadlock_would_occur),
                            "threadpool: a thread cannot join itself");
  }
  left_.wait(lock, [this] { return inside_ == 0; });
}

std::string ForeignThread::name() const {
  std::ostringstream text;
  text << "thread-" << id_;
  return text.str();
}

void ForeignThread::enter() {
  const boost::lock_guard<boost::mutex> lock(mutex_);
  ++inside_;
}

void ForeignThread::leave() {
  {
    const boost::lock_guard<boost::mutex> lock(mutex_);
    --inside_;
  }
  left_.notify_all();
}

namespace CurrentThread {
namespace {

thread_local std::shared_ptr<Thread> current;
thread_local const ThreadPool* launcher = nullptr;

}  // namespace

std::shared_ptr<Thread> get() {
  if (!current) current = std::make_shared<ForeignThread>();
  return current;
}

bool launchedBy(const ThreadPool& pool) {
  return launcher == &pool;
}

Scope::Scope(std::shared_ptr<Thread> thread, const ThreadPool* pool)
    : threadBefore_(std::exchange(current, std::move(thread))), poolBefore_(std::exchange(launcher, pool)) {}

Scope::~Scope() {
  current = std::move(threadBefore_);
  launcher = poolBefore_;
}

}  // namespace CurrentThread
}  // namespace threadpool
