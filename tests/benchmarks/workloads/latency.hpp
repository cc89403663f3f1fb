// latency.hpp - one task on a pool that has nothing to do, and waiting for it: W3.

#pragma once

#include <atomic>
#include <semaphore>
#include <vector>

#include "contestant.hpp"
#include "statistics.hpp"
#include "workloads/stopwatch.hpp"

namespace benchmarks {

/// Median and 99th percentile of the times that `round_trip` takes, each after a gap. The gap is spun, for a sleep
/// cannot be as short as 20 us.
template <class RoundTrip>
sample latencies(const setting& at, const RoundTrip& round_trip) {
  std::vector<double> times;
  times.reserve(at.tasks);
  for (std::size_t i = 0; i < at.tasks; ++i) {
    spin_for(at.length);
    const stopwatch time;
    round_trip();
    times.push_back(time.share(1));
  }
  return {quantile(times, 0.5), quantile(times, 0.99)};
}

template <class Pool>
sample latency_spinning(const setting& at) {
  Pool pool(at.threads);
  return latencies(at, [&] {
    // The task's store is the last that it does with the flag.
    std::atomic<bool> done = false;
    pool.post([&done] { done.store(true, std::memory_order_release); });
    while (!done.load(std::memory_order_acquire)) {
    }
  });
}

template <class Pool>
sample latency_blocking(const setting& at) {
  std::binary_semaphore done(0);
  Pool pool(at.threads);
  return latencies(at, [&] {
    pool.post([&done] { done.release(); });
    done.acquire();
  });
}

}  // namespace benchmarks
