// gate.hpp - where a test's threads meet. Every wait has an end, so that a defect fails a test and does not hang it.

#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <mutex>

namespace cadre_test {

inline constexpr std::chrono::seconds patience{10};

/// Counts events of several threads.
class tally {
 public:
  // The waiter may destroy the tally as soon as it sees the last event: hence the notification under the lock.
  void add() {
    const std::lock_guard hold(mutex_);
    ++count_;
    changed_.notify_all();
  }
  /// Waits for the n-th event; false if it does not come.
  [[nodiscard]] bool reached(std::size_t n) {
    std::unique_lock hold(mutex_);
    return changed_.wait_for(hold, patience, [&] { return count_ >= n; });
  }
  [[nodiscard]] std::size_t count() const {
    const std::lock_guard hold(mutex_);
    return count_;
  }

 private:
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::size_t count_ = 0;
};

/// Stays open once opened.
class gate {
 public:
  void open() { opened_.add(); }
  /// Waits until it is open; false if that does not happen.
  [[nodiscard]] bool passed() { return opened_.reached(1); }
  /// Does not wait.
  [[nodiscard]] bool passed_by_now() const { return opened_.count() > 0; }

 private:
  tally opened_;
};

/// Opens a gate at the end of a scope, also when a requirement failed: whoever waits there need not use up its
/// patience.
class open_at_end {
 public:
  explicit open_at_end(gate& which) : gate_(which) {}
  open_at_end(const open_at_end&) = delete;
  open_at_end& operator=(const open_at_end&) = delete;
  ~open_at_end() { gate_.open(); }

 private:
  gate& gate_;
};

}  // namespace cadre_test
