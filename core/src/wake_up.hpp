// How a loop sleeps, and is woken from anywhere.

#pragma once

#include <cerrno>
#include <chrono>
#include <cstdint>

#include "sync.hpp"

namespace cadre {

/// For one thread at a time that looks for something to do: it calls hush() before it looks, and sleep() when it found
/// nothing. What a ring() announces is either seen by that look, or the sleep ends, or does not begin.
class wake_up {
 public:
  /// What it announces was done before. From any thread, and from signal handlers: an exchange, and a system call if
  /// somebody sleeps. Leaves errno as it was.
  void ring() noexcept {
    // Release: the look that follows the hush() that meets this ring sees what came before it. Rings that come one on
    // top of the other are exchanges all, so that the last one speaks for those before it.
    if (word_.exchange(rung, std::memory_order_release) != asleep) return;
    const int kept = errno;
    sync::wake_one(word_);
    errno = kept;
  }

  /// Acquire; see ring().
  void hush() noexcept { word_.exchange(quiet, std::memory_order_acquire); }

  /// Until somebody rings; returns early now and then. Not at all if somebody rang since the last hush().
  void sleep() noexcept {
    if (lie_down()) sync::sleep_while(word_, asleep);
  }
  /// The same, but no longer than that.
  void sleep(std::chrono::nanoseconds at_most) noexcept {
    if (lie_down()) sync::sleep_while(word_, asleep, at_most);
  }

 private:
  static constexpr std::uint32_t quiet = 0;
  static constexpr std::uint32_t asleep = 1;
  static constexpr std::uint32_t rung = 2;

  // Relaxed: nothing is read because of it, the next hush() acquires. A ring that comes before it makes it fail; one
  // that comes after it finds somebody asleep, and the system compares the word once more before it lets us sleep.
  bool lie_down() noexcept {
    std::uint32_t expected = quiet;
    return word_.compare_exchange_strong(expected, asleep, std::memory_order_relaxed);
  }

  sync::atomic<std::uint32_t> word_{quiet};
  static_assert(sync::atomic<std::uint32_t>::is_always_lock_free, "else it would be no matter for signal handlers");
};

}  // namespace cadre
