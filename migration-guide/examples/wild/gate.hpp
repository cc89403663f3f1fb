// gate.hpp - a place where jobs wait until the program lets them go on.

#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <stdexcept>

namespace wild {

/// Holds up whoever comes until it is opened. Whoever waits for others throws std::runtime_error after a minute.
///
/// Thread safety: any member from any thread. Lifetime: until the pool whose jobs pass it has stopped.
class Gate {
 public:
  /// Comes to the gate and waits until it is open.
  void pass() {
    std::unique_lock lock(mutex_);
    ++arrived_;
    changed_.notify_all();
    changed_.wait(lock, [this] { return open_; });
    ++passed_;
    changed_.notify_all();
  }

  void open() {
    const std::lock_guard lock(mutex_);
    open_ = true;
    changed_.notify_all();
  }

  int arrived() const {
    const std::lock_guard lock(mutex_);
    return arrived_;
  }

  void awaitArrivals(int count) { await(arrived_, count); }
  void awaitPassed(int count) { await(passed_, count); }

 private:
  void await(const int& counter, int count) {
    std::unique_lock lock(mutex_);
    if (!changed_.wait_for(lock, std::chrono::minutes(1), [&] { return counter >= count; })) {
      throw std::runtime_error("the jobs did not come");
    }
  }

  mutable std::mutex mutex_;
  std::condition_variable changed_;
  int arrived_ = 0;
  int passed_ = 0;
  bool open_ = false;
};

}  // namespace wild
