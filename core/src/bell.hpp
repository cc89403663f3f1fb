// How threads wait for a condition that others bring about.

#pragma once

#include <cstdint>

#include "sync.hpp"

namespace cadre {

class bell {
 public:
  void ring() {
    {
      const std::lock_guard lock(mutex_);
      ++rings_;
    }
    rung_.notify_all();
  }

  /// Blocks until `condition()` holds: asked at first and after each ring, under no lock. What it asks for is changed
  /// before the ring.
  template <class Condition>
  void wait(Condition condition) {
    std::unique_lock lock(mutex_);
    while (true) {
      const std::uint64_t seen = rings_;
      lock.unlock();
      if (condition()) return;
      lock.lock();
      while (rings_ == seen) rung_.wait(lock);
    }
  }

 private:
  sync::mutex mutex_;
  sync::condition rung_;
  std::uint64_t rings_ = 0;
};

}  // namespace cadre
