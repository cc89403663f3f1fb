// How many threads: the growth and the shrinking of the old pool.

#include <algorithm>
#include <boost/thread/lock_guard.hpp>
#include <boost/thread/mutex.hpp>
#include <stdexcept>

#include "current_thread.hpp"
#include "log.hpp"
#include "pool_impl.hpp"
#include "pool_thread.hpp"

namespace threadpool {
namespace {

/// Tells a thread's body which Thread it runs in: the factory takes the body before it gives the
/// Thread. Weak, for the Thread owns the body.
class Launch {
 public:
  void setThread(const std::shared_ptr<Thread>& thread) {
    const boost::lock_guard<boost::mutex> lock(mutex_);
    thread_ = thread;
  }

  /// Null in a body that runs before its factory has returned.
  std::shared_ptr<Thread> thread() const {
    const boost::lock_guard<boost::mutex> lock(mutex_);
    return thread_.lock();
  }

 private:
  mutable boost::mutex mutex_;
  std::weak_ptr<Thread> thread_;
};

}  // namespace

void ThreadPool::adjustPoolsize(std::optional<int> minthreads, std::optional<int> maxthreads) {
  const int newMin = minthreads.value_or(min());
  const int newMax = maxthreads.value_or(max());
  requireSizes(newMin, newMax);
  impl_->set(&Attributes::min, newMin);
  impl_->set(&Attributes::max, newMax);
  if (!started()) return;
  while (workers() > max()) stopAWorker();
  while (workers() < min()) startAWorker();
  _startSomeWorkers();
}

// What is needed is counted once (L-42), and says nothing of threads between two states (L-B01) or
// in an onResult (L-43, L-B07).
void ThreadPool::_startSomeWorkers() {
  const std::size_t needed = q().qsize() + working().size();
  while (workers() < max() && workers() < static_cast<int>(needed)) startAWorker();
}

// Counted and listed before it runs, and neither is taken back when it does not start (L-B05).
void ThreadPool::startAWorker() {
  setWorkers(workers() + 1);
  const std::string poolName = name();
  const std::string owner = poolName.empty() ? std::to_string(reinterpret_cast<std::uintptr_t>(this)) : poolName;
  const std::string threadName = "PoolThread-" + owner + "-" + std::to_string(workers());
  const auto launch = std::make_shared<Launch>();
  const auto body = [this, launch] {
    log::guarded("a pool thread", [&] {
      const auto thread = launch->thread();
      const CurrentThread::Scope current(thread, thread ? this : nullptr);
      _worker();
    });
  };
  const auto factory = impl_->get(&Attributes::factory);
  const auto thread = factory ? (*factory)(body, threadName) : threadFactory(body, threadName);
  if (!thread) throw std::logic_error("threadpool: the thread factory made no thread");
  launch->setThread(thread);
  impl_->books()->threads.append(thread);
  thread->start();
}

void ThreadPool::stopAWorker() {
  q().put(WorkerStop);
  setWorkers(workers() - 1);
}

std::shared_ptr<Thread> ThreadPool::threadFactory(std::function<void()> body, const std::string& name) {
  return std::make_shared<PoolThread>(std::move(body), name);
}

std::shared_ptr<Thread> ThreadPool::currentThread() {
  return CurrentThread::get();
}

}  // namespace threadpool
