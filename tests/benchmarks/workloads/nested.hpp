// nested.hpp - each task submits two more, to a depth: W4.

#pragma once

#include <bit>
#include <chrono>
#include <thread>

#include "contestant.hpp"
#include "workloads/stopwatch.hpp"
#include "workloads/striped_count.hpp"

namespace benchmarks {

template <class Pool>
struct nested_task {
  Pool* pool;
  std::size_t depth;
  void operator()() const {
    if (depth == 0) return striped_count::shared().add();
    pool->post(nested_task{pool, depth - 1});
    pool->post(nested_task{pool, depth - 1});
  }
};

/// Nanoseconds a task, in a tree of at most so many.
template <class Pool>
sample nested(const setting& at) {
  const std::size_t depth = static_cast<std::size_t>(std::bit_width(at.tasks + 1)) - 2;
  const std::size_t leaves = std::size_t{1} << depth;
  striped_count& ended = striped_count::shared();
  ended.reset();
  Pool pool(at.threads);
  const stopwatch time;
  pool.post(nested_task<Pool>{&pool, depth});
  // Short enough to see the end in time, long enough to leave the processors to the pool.
  while (ended.sum() < leaves) std::this_thread::sleep_for(std::chrono::microseconds(50));
  return {time.share(2 * leaves - 1)};
}

}  // namespace benchmarks
