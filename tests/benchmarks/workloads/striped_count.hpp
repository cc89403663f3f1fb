// striped_count.hpp - a count that many threads add to without being in each other's way.

#pragma once

#include <array>
#include <atomic>
#include <cstddef>

namespace benchmarks {

class striped_count {
 public:
  static striped_count& shared() {
    static striped_count one;
    return one;
  }

  // Released, so that whoever sees the sum sees what was done before; threads beyond the number of stripes share one.
  void add() { mine().fetch_add(1, std::memory_order_release); }

  [[nodiscard]] std::size_t sum() const {
    std::size_t all = 0;
    for (const stripe& one : stripes_) all += one.count.load(std::memory_order_acquire);
    return all;
  }

  /// While nobody adds.
  void reset() {
    for (stripe& one : stripes_) one.count.store(0, std::memory_order_relaxed);
  }

 private:
  struct alignas(128) stripe {
    std::atomic<std::size_t> count = 0;
  };

  std::atomic<std::size_t>& mine() {
    // Only to share the stripes out: no order is needed.
    thread_local const std::size_t number = next_.fetch_add(1, std::memory_order_relaxed);
    return stripes_[number % stripes_.size()].count;
  }

  std::array<stripe, 64> stripes_;
  std::atomic<std::size_t> next_ = 0;
};

}  // namespace benchmarks
