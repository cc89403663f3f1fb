// removed_call.hpp - a call of a member that is going away, again and again from one place; and one like it that is
// not.

#pragma once

#include "contestant.hpp"
#include "workloads/stopwatch.hpp"

namespace benchmarks {

/// Nanoseconds a call of `call`.
template <class Call>
double call_time(std::size_t times, Call call) {
  const stopwatch time;
  for (std::size_t i = 0; i < times; ++i) call();
  return time.share(times);
}

/// Nanoseconds a call, the same for a call that nobody looks at, and how many times longer the first takes.
template <class Pool>
sample removed_call(const setting& at) {
  Pool pool(at.threads);
  const double removed = call_time(at.tasks, [&] { pool.call_removed(); });
  const double unchecked = call_time(at.tasks, [&] { pool.call_unchecked(); });
  return {removed, unchecked, removed - unchecked, removed / unchecked};
}

}  // namespace benchmarks
