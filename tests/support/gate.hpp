// Bounded waits for tests: gates that threads stop at, tallies that they are counted by, and polling.
//
// A wait that lasts longer than `patience` throws TimedOut, naming what it waited for, and releases every
// other wait of the process as well, so that a failing test still ends and no thread is left hanging.
// Everything here may be used from any thread.

#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>

namespace support {

inline constexpr std::chrono::seconds patience{20};

/// What a test waited for did not come about.
class TimedOut : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// All waits of the process share one mutex and one condition: so a gate may be destroyed as soon as its
/// waiter has left, even while the thread that opened it is still inside `open`.
class Waits {
 public:
  template <class Change>
  void change(Change apply) {
    {
      std::lock_guard<std::mutex> lock(mutex_);
      apply();
    }
    changed_.notify_all();
  }

  template <class Read>
  auto read(Read get) {
    std::lock_guard<std::mutex> lock(mutex_);
    return get();
  }

  template <class Condition>
  void until(Condition fulfilled, const std::string& what) {
    std::unique_lock<std::mutex> lock(mutex_);
    const auto deadline = std::chrono::steady_clock::now() + patience;
    changed_.wait_until(lock, deadline, [&] { return abandoned_ || fulfilled(); });
    if (fulfilled()) return;
    abandoned_ = true;
    changed_.notify_all();
    throw TimedOut("waited in vain for: " + what);
  }

  /// Releases all who wait, now and later: their waits throw.
  void abandon() {
    change([this] { abandoned_ = true; });
  }
  bool abandoned() {
    return read([this] { return abandoned_; });
  }
  /// Forgets an abandonment, for the next test.
  void rearm() {
    change([this] { abandoned_ = false; });
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool abandoned_ = false;
};

/// Never destroyed: when the process ends, a thread that nobody joins may still be on its way out of a gate.
inline Waits& waits() {
  static Waits& all = *new Waits;
  return all;
}

/// Closed until it is opened; stays open.
class Gate {
 public:
  explicit Gate(std::string name = "a gate") : name_(std::move(name)) {}
  Gate(const Gate&) = delete;
  Gate& operator=(const Gate&) = delete;

  void open() {
    waits().change([this] { open_ = true; });
  }
  bool isOpen() const {
    return waits().read([this] { return open_; });
  }
  void wait() const {
    waits().until([this] { return open_; }, name_);
  }

 private:
  std::string name_;
  bool open_ = false;
};

/// Counts arrivals.
class Tally {
 public:
  explicit Tally(std::string name = "arrivals") : name_(std::move(name)) {}
  Tally(const Tally&) = delete;
  Tally& operator=(const Tally&) = delete;

  void add() {
    waits().change([this] { ++count_; });
  }
  std::size_t count() const {
    return waits().read([this] { return count_; });
  }
  void wait(std::size_t wanted) const {
    waits().until([this, wanted] { return count_ >= wanted; }, std::to_string(wanted) + " of " + name_);
  }

 private:
  std::string name_;
  std::size_t count_ = 0;
};

/// Polls until `condition` is true: for facts that nobody announces, as programs poll gauges.
template <class Condition>
void eventually(Condition condition, const std::string& what) {
  const auto deadline = std::chrono::steady_clock::now() + patience;
  while (!condition()) {
    if (waits().abandoned() || std::chrono::steady_clock::now() > deadline) {
      waits().abandon();
      throw TimedOut("polled in vain for: " + what);
    }
    std::this_thread::yield();
  }
}

}  // namespace support
