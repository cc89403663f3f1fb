// life.hpp - starting and stopping a pool: W8; and its first task.

#pragma once

#include <semaphore>

#include "contestant.hpp"
#include "workloads/gate.hpp"
#include "workloads/stopwatch.hpp"

namespace benchmarks {

/// Nanoseconds for a pool that is made and ended.
template <class Pool>
sample start_stop(const setting& at) {
  const stopwatch time;
  for (std::size_t i = 0; i < at.tasks; ++i) Pool pool(at.threads);
  return {time.share(at.tasks)};
}

/// The same, with tasks in between that need all the threads at once.
template <class Pool>
sample start_block_stop(const setting& at) {
  const stopwatch time;
  for (std::size_t i = 0; i < at.tasks; ++i) {
    meeting all(at.threads);
    Pool pool(at.threads);
    for (std::size_t j = 0; j < at.threads; ++j) pool.post([&all] { all.join(); });
  }
  return {time.share(at.tasks)};
}

/// Nanoseconds from before there is a pool until its first task has run, on a pool that may have `threads`.
template <class Pool>
sample first_task(const setting& at) {
  double all = 0;
  for (std::size_t i = 0; i < at.tasks; ++i) {
    std::binary_semaphore done(0);
    const stopwatch time;
    Pool pool(at.threads);
    pool.post([&done] { done.release(); });
    done.acquire();
    all += time.share(1);
  }
  return {all / static_cast<double>(at.tasks)};
}

}  // namespace benchmarks
