// What the pool's protocols are written in, for the scheduler: in place of the core's file of this name. Each operation
// is a step, and before each step another thread may come.
//
// Giving a lock back is no step of its own: whoever comes just before finds the lock taken, and has to wait.

#pragma once

#include <chrono>
#include <cstdint>
#include <mutex>

#include "scheduler.hpp"

namespace cadre::sync {

/// As large as its value, like the real one. All orders are the strongest: what a weaker one allows is not shown.
template <class T>
class atomic {
 public:
  constexpr atomic() noexcept = default;
  constexpr atomic(T value) noexcept : value_(value) {}  // NOLINT: as in std
  atomic(const atomic&) = delete;
  atomic& operator=(const atomic&) = delete;

  [[nodiscard]] T load(std::memory_order) const noexcept {
    schedule::step("load");
    return value_;
  }
  void store(T value, std::memory_order) noexcept {
    schedule::step("store");
    value_ = value;
  }
  T exchange(T value, std::memory_order) noexcept {
    schedule::step("exchange");
    const T old = value_;
    value_ = value;
    return old;
  }
  bool compare_exchange_strong(T& expected, T value, std::memory_order,
                               std::memory_order = std::memory_order_seq_cst) noexcept {
    schedule::step("compare and exchange");
    const bool same = value_ == expected;
    same ? value_ = value : expected = value_;
    return same;
  }
  bool compare_exchange_weak(T& expected, T value, std::memory_order how,
                             std::memory_order = std::memory_order_seq_cst) noexcept {
    return compare_exchange_strong(expected, value, how);
  }
  static constexpr bool is_always_lock_free = true;

  T fetch_add(T by, std::memory_order) noexcept {
    schedule::step("add");
    const T old = value_;
    value_ += by;
    return old;
  }

 private:
  T value_{};
};

class mutex {
 public:
  mutex() = default;
  mutex(const mutex&) = delete;
  mutex& operator=(const mutex&) = delete;
  ~mutex() {
    if (held_) schedule::fail("a lock is destroyed that somebody holds");
  }

  void lock() noexcept {
    schedule::step("lock");
    take();
  }
  void unlock() noexcept {
    held_ = false;
    schedule::gave_lock();
    schedule::wake_all(this);
  }

 private:
  friend class condition;
  void take() noexcept {
    while (held_) schedule::block(this, "wait for a lock");
    held_ = true;
    schedule::took_lock();
  }
  bool held_ = false;
};

using quick_mutex = mutex;

class condition {
 public:
  void wait(std::unique_lock<mutex>& lock) noexcept {
    schedule::step("wait on a condition");
    lock.mutex()->unlock();
    if (!schedule::returns_early("wake early")) schedule::block(this, "wait on a condition");
    lock.mutex()->take();
  }
  /// Time stands still here, so that nobody waits with an end to it.
  template <class Time>
  void wait_until(std::unique_lock<mutex>& lock, const Time&) noexcept {
    wait(lock);
  }
  void notify_one() noexcept {
    schedule::step("notify");
    schedule::wake_one(this);
  }
  void notify_all() noexcept {
    schedule::step("notify all");
    schedule::wake_all(this);
  }
};

inline void sleep_while(const atomic<std::uint32_t>& word, std::uint32_t old) noexcept {
  if (word.load(std::memory_order_seq_cst) != old || schedule::returns_early("wake early")) return;
  schedule::block(&word, "sleep");
}

/// Time passes when somebody looks at it. So a sleep with an end to it is a look, and then another one's turn.
inline void sleep_while(const atomic<std::uint32_t>& word, std::uint32_t old, std::chrono::nanoseconds) noexcept {
  if (word.load(std::memory_order_seq_cst) == old) schedule::yield("sleep for a while");
}

inline void wake_one(const atomic<std::uint32_t>& word) noexcept {
  schedule::step("wake");
  schedule::wake_one(&word);
}

inline void wake_all(const atomic<std::uint32_t>& word) noexcept {
  schedule::step("wake all");
  schedule::wake_all(&word);
}

inline void pause() noexcept {
  schedule::step("look");
}

class backoff {
 public:
  void pause() noexcept { schedule::yield("spin"); }
};

/// Nobody is patient: to look again and again, and to be late with the one look, are the same to other threads. So
/// there is one look, and then the time is up.
inline constexpr int looks_at_a_time = 1;
inline constexpr unsigned tasks_of_a_stream = 2;
class steady_clock {
 public:
  using duration = std::chrono::nanoseconds;
  using rep = duration::rep;
  using period = duration::period;
  using time_point = std::chrono::time_point<steady_clock>;
  static time_point now() noexcept {
    static time_point last{};
    return last += std::chrono::milliseconds(1);
  }
};

}  // namespace cadre::sync
