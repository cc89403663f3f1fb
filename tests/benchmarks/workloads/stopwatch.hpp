// stopwatch.hpp - time, and keeping a processor busy for some of it.

#pragma once

#include <chrono>
#include <cstddef>

namespace benchmarks {

using steady = std::chrono::steady_clock;

class stopwatch {
 public:
  [[nodiscard]] std::chrono::nanoseconds elapsed() const { return steady::now() - start_; }
  /// Nanoseconds, shared out among `count`.
  [[nodiscard]] double share(std::size_t count) const {
    return static_cast<double>(elapsed().count()) / static_cast<double>(count);
  }

 private:
  steady::time_point start_ = steady::now();
};

inline void spin_for(std::chrono::nanoseconds time) {
  const auto end = steady::now() + time;
  while (steady::now() < end) {
  }
}

}  // namespace benchmarks
