// backlog.hpp - so and so many tasks wait, then run: a curve.

#pragma once

#include <algorithm>
#include <atomic>
#include <chrono>
#include <thread>

#include "contestant.hpp"
#include "workloads/payload.hpp"
#include "workloads/stopwatch.hpp"
#include "workloads/throughput.hpp"

namespace benchmarks {

/// Set by one thread and awaited by another, which keeps trying: to be woken would take longer than the tasks.
class signal_flag {
 public:
  // Released and acquired: what came before the one is seen after the other.
  void set() { set_.store(true, std::memory_order_release); }
  void await() const {
    while (!set_.load(std::memory_order_acquire)) std::this_thread::yield();
  }

 private:
  std::atomic<bool> set_ = false;
};

/// The time for submitting `tasks` while the one thread is held, and for running them.
template <class Pool>
std::chrono::nanoseconds piled_up(Pool& pool, std::size_t tasks) {
  signal_flag held;
  signal_flag released;
  signal_flag ended;
  pool.post([&] {
    held.set();
    released.await();
  });
  held.await();
  const stopwatch time;
  post_many(pool, tasks, payload_task<0>());
  pool.post([&] { ended.set(); });
  released.set();
  ended.await();
  return time.elapsed();
}

/// Nanoseconds a task. A small backlog is piled up more than once.
template <class Pool>
sample backlog(const setting& at) {
  const std::size_t times = std::max<std::size_t>(1, 100'000 / at.tasks);
  Pool pool(1);
  std::chrono::nanoseconds all{0};
  for (std::size_t i = 0; i < times; ++i) all += piled_up(pool, at.tasks);
  return {static_cast<double>(all.count()) / static_cast<double>(times * at.tasks)};
}

}  // namespace benchmarks
