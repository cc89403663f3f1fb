// efficiency.hpp - tasks that keep a processor busy: W5.

#pragma once

#include <algorithm>
#include <optional>
#include <thread>

#include "contestant.hpp"
#include "workloads/stopwatch.hpp"

namespace benchmarks {

/// Of the processor time that the pool could have used, the part that went into its tasks: 1 at best.
template <class Pool>
sample efficiency(const setting& at) {
  std::optional<Pool> pool(std::in_place, at.threads);
  const stopwatch time;
  for (std::size_t i = 0; i < at.tasks; ++i) pool->post([length = at.length] { spin_for(length); });
  pool.reset();
  const auto processors = std::min<std::size_t>(at.threads, std::thread::hardware_concurrency());
  return {static_cast<double>(at.length.count()) / static_cast<double>(processors) / time.share(at.tasks)};
}

}  // namespace benchmarks
