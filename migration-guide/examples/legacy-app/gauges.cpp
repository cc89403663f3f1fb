#include "gauges.hpp"

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <thread>

namespace legacy_app {
namespace {

constexpr auto patience = std::chrono::minutes(1);

/// A place where a number of threads meet: nobody leaves before all have come.
class Meeting {
 public:
  explicit Meeting(int guests) : missing_(guests) {}

  /// False if the others did not come in time.
  bool attend() {
    std::unique_lock lock(mutex_);
    if (--missing_ == 0) complete_.notify_all();
    return complete_.wait_for(lock, patience, [this] { return missing_ <= 0; });
  }

 private:
  std::mutex mutex_;
  std::condition_variable complete_;
  int missing_;
};

/// True when `size` threads have each finished a job and wait for the next. The old pool lists a thread
/// under `waiters` only after its first job, and under `working` only during the function.
bool atRest(const threadpool::ThreadPool& pool, std::size_t size) {
  return pool.q().qsize() == 0 && pool.working().empty() && pool.threads().size() == size &&
         pool.waiters().size() == size;
}

}  // namespace

Gauges readGauges(const threadpool::ThreadPool& pool, const std::string& moment) {
  Gauges gauges;
  gauges.moment = moment;
  gauges.started = pool.started();
  gauges.joined = pool.joined();
  gauges.min = pool.min();
  gauges.max = pool.max();
  gauges.workers = pool.workers();
  gauges.threads = pool.threads().size();
  gauges.working = pool.working().size();
  gauges.waiters = pool.waiters().size();
  gauges.queued = pool.q().qsize();
  return gauges;
}

void settle(threadpool::ThreadPool& pool, int size) {
  // Jobs that wait for each other need all their threads beforehand: the old pool's growth rule cannot see
  // a job that is just being taken from the queue. With minimum = maximum there is nothing left to grow.
  pool.adjustPoolsize(size, size);
  const auto meeting = std::make_shared<Meeting>(size + 1);
  for (int i = 0; i < size; ++i) pool.callInThread([meeting] { meeting->attend(); });
  if (!meeting->attend()) throw std::runtime_error("the pool did not run a job on each of its threads");
  awaitRest(pool, size);
}

void awaitRest(const threadpool::ThreadPool& pool, int size) {
  // The pool tells nobody when it is idle. Programs poll its gauges; so does this one.
  const auto deadline = std::chrono::steady_clock::now() + patience;
  while (!atRest(pool, static_cast<std::size_t>(size))) {
    if (std::chrono::steady_clock::now() > deadline) throw std::runtime_error("the pool did not come to rest");
    std::this_thread::yield();
  }
}

}  // namespace legacy_app
