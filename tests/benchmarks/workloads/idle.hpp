// idle.hpp - what a pool costs that does nothing: W9.

#pragma once

#include <sys/resource.h>

#include <chrono>
#include <thread>

#include "contestant.hpp"
#include "workloads/gate.hpp"

namespace benchmarks {

struct processor_use {
  double nanoseconds = 0;
  double switches = 0;  ///< voluntary ones: a thread went to sleep

  static processor_use so_far() {
    rusage now{};
    getrusage(RUSAGE_SELF, &now);
    const auto ns = [](const timeval& time) {
      return static_cast<double>(time.tv_sec) * 1e9 + static_cast<double>(time.tv_usec) * 1e3;
    };
    return {ns(now.ru_utime) + ns(now.ru_stime), static_cast<double>(now.ru_nvcsw)};
  }
};

/// Processor time in nanoseconds and voluntary switches of the whole process, while a pool whose threads have all
/// worked does nothing. The one that measures sleeps once.
template <class Pool>
sample idle(const setting& at) {
  meeting all(at.threads + 1);
  Pool pool(at.threads);
  for (std::size_t i = 0; i < at.threads; ++i) pool.post([&all] { all.join(); });
  all.join();
  std::this_thread::sleep_for(std::chrono::milliseconds(50));
  const processor_use before = processor_use::so_far();
  std::this_thread::sleep_for(at.length);
  const processor_use after = processor_use::so_far();
  return {after.nanoseconds - before.nanoseconds, after.switches - before.switches};
}

}  // namespace benchmarks
