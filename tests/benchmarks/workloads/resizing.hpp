// resizing.hpp - changing the number of threads of a pool that works.

#pragma once

#include <atomic>
#include <chrono>
#include <thread>

#include "contestant.hpp"
#include "workloads/stopwatch.hpp"
#include "workloads/striped_count.hpp"

namespace benchmarks {

/// A thread that keeps some tasks waiting in a pool, until its end.
template <class Pool>
class load {
 public:
  explicit load(Pool& pool) : thread_([this, &pool] { run(pool); }) {}
  ~load() {
    // Nothing is read because of it.
    ended_.store(true, std::memory_order_relaxed);
    thread_.join();
  }
  load(const load&) = delete;
  load& operator=(const load&) = delete;

 private:
  void run(Pool& pool) {
    striped_count& ran = striped_count::shared();
    ran.reset();
    for (std::size_t posted = 0; !ended_.load(std::memory_order_relaxed);) {
      while (posted < ran.sum() + 64) {
        pool.post([&ran] {
          spin_for(std::chrono::microseconds(1));
          ran.add();
        });
        ++posted;
      }
      std::this_thread::yield();
    }
  }

  std::atomic<bool> ended_ = false;
  std::thread thread_;
};

/// Nanoseconds for a change of the limits: up and down in turn, so every second one lets threads go.
template <class Pool>
sample resize(const setting& at) {
  Pool pool(at.threads);
  const load<Pool> keeps_busy(pool);
  const stopwatch time;
  for (std::size_t i = 0; i < at.tasks; ++i) pool.resize(i % 2 == 0 ? 2 * at.threads : at.threads);
  return {time.share(at.tasks)};
}

}  // namespace benchmarks
