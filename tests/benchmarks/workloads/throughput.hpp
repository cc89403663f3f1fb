// throughput.hpp - tasks that do nothing, as fast as they go: W1, W2, W6, and the curves over threads, producers and
// captures; how much memory they ask for; and what submitting alone costs: W10.

#pragma once

#include <optional>
#include <thread>
#include <vector>

#include "allocations.hpp"
#include "contestant.hpp"
#include "workloads/gate.hpp"
#include "workloads/held.hpp"
#include "workloads/payload.hpp"
#include "workloads/stopwatch.hpp"

namespace benchmarks {

template <class Pool, class Task>
void post_many(Pool& pool, std::size_t count, const Task& task) {
  for (std::size_t i = 0; i < count; ++i) pool.post(Task(task));
}

/// Posts from several threads, which start together; from then until the pool's threads have ended. The clock is
/// started before they are let go: this thread may be the last to run again.
template <class Pool, class Task>
double produced(const setting& at, const Task& task) {
  std::optional<Pool> pool(std::in_place, at.threads);
  meeting ready(at.producers + 1);
  gate start;
  std::vector<std::thread> producers;
  for (std::size_t i = 0; i < at.producers; ++i)
    producers.emplace_back([&, share = at.tasks / at.producers] {
      ready.join();
      start.pass();
      post_many(*pool, share, task);
    });
  ready.join();
  const stopwatch time;
  start.open();
  for (std::thread& one : producers) one.join();
  pool.reset();
  return time.share(at.tasks / at.producers * at.producers);
}

/// From the first submission until all tasks have run and the pool's threads have ended.
template <class Pool, class Task>
double posted(const setting& at, const Task& task) {
  std::optional<Pool> pool(std::in_place, at.threads);
  const stopwatch time;
  post_many(*pool, at.tasks, task);
  pool.reset();
  return time.share(at.tasks);
}

/// Nanoseconds a task.
template <class Pool>
sample throughput(const setting& at) {
  return with_task_of(at.bytes, [&](const auto& task) {
    return sample{at.producers > 1 ? produced<Pool>(at, task) : posted<Pool>(at, task)};
  });
}

/// Allocations a task, once the pool is warm. Without a clock, which counting would disturb.
template <class Pool>
sample allocations(const setting& at) {
  return with_task_of(at.bytes, [&](const auto& task) {
    Pool pool(at.threads);
    post_many(pool, at.tasks / 4, task);
    const counted_allocations counted;
    post_many(pool, at.tasks, task);
    return sample{static_cast<double>(counted.so_far()) / static_cast<double>(at.tasks)};
  });
}

/// What submitting costs while the one thread is held.
template <class Pool>
sample submit_only(const setting& at) {
  held<Pool> busy(at.threads);
  const stopwatch time;
  post_many(busy.pool(), at.tasks, payload_task<0>());
  return {time.share(at.tasks)};
}

}  // namespace benchmarks
