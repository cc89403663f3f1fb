// removed_call.hpp - a call of a member that is going away, again and again from one place.

#pragma once

#include "contestant.hpp"
#include "workloads/stopwatch.hpp"

namespace benchmarks {

/// Nanoseconds a call.
template <class Pool>
sample removed_call(const setting& at) {
  Pool pool(at.threads);
  const stopwatch time;
  for (std::size_t i = 0; i < at.tasks; ++i) pool.call_removed();
  return {time.share(at.tasks)};
}

}  // namespace benchmarks
