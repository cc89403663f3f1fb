// gate.hpp - holds threads until it is opened.

#pragma once

#include <atomic>
#include <cstddef>

namespace benchmarks {

class gate {
 public:
  // The order is there for what the opener wrote before: whoever comes through sees it.
  void open() {
    open_.store(true, std::memory_order_release);
    open_.notify_all();
  }
  void pass() const { open_.wait(false, std::memory_order_acquire); }

 private:
  std::atomic<bool> open_ = false;
};

/// Comes back when `count` threads are in it at once.
class meeting {
 public:
  explicit meeting(std::size_t count) : missing_(count) {}
  void join() {
    // Each arrival releases, the last one's decrement acquires: who leaves has seen what the others did before.
    if (missing_.fetch_sub(1, std::memory_order_acq_rel) == 1) all_.open();
    all_.pass();
  }

 private:
  std::atomic<std::size_t> missing_;
  gate all_;
};

}  // namespace benchmarks
