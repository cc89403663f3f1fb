// What the pool's protocols are written in. A test may put its own file of this name in front, and decide the order of
// every step.

#pragma once

#include <linux/futex.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <limits>
#include <mutex>
#include <thread>

namespace cadre::sync {

template <class T>
using atomic = std::atomic<T>;

/// Of std and not of Boost: these waits are the pool's own, and none of them may be an interruption point.
using mutex = std::mutex;
using condition = std::condition_variable;

using steady_clock = std::chrono::steady_clock;

/// Sleeps while `word` holds `old`; may return early. The system compares and goes to sleep in one step, so that a
/// change and a wake() in between are not missed. Not std::atomic's wait: in g++ 12 its notify reads whether anybody
/// waits without a barrier after the change.
inline void sleep_while(const atomic<std::uint32_t>& word, std::uint32_t old) noexcept {
  syscall(SYS_futex, &word, FUTEX_WAIT_PRIVATE, old, nullptr, nullptr, 0);
}

/// The same, and for no longer than `at_most`. A time of 0 or less is over.
inline void sleep_while(const atomic<std::uint32_t>& word, std::uint32_t old,
                        std::chrono::nanoseconds at_most) noexcept {
  if (at_most <= std::chrono::nanoseconds::zero()) return;
  const auto whole = std::chrono::floor<std::chrono::seconds>(at_most);
  const timespec length{.tv_sec = whole.count(), .tv_nsec = (at_most - whole).count()};
  syscall(SYS_futex, &word, FUTEX_WAIT_PRIVATE, old, &length, nullptr, 0);
}

/// Wakes one thread that sleeps on `word`, which may be gone by now.
inline void wake_one(const atomic<std::uint32_t>& word) noexcept {
  syscall(SYS_futex, &word, FUTEX_WAKE_PRIVATE, 1, nullptr, nullptr, 0);
}

/// Wakes all that sleep on `word`.
inline void wake_all(const atomic<std::uint32_t>& word) noexcept {
  syscall(SYS_futex, &word, FUTEX_WAKE_PRIVATE, std::numeric_limits<int>::max(), nullptr, nullptr, 0);
}

/// Tells the processor that this is a loop.
inline void pause() noexcept {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#endif
}

/// How often somebody who is patient looks before it asks again how late it is.
inline constexpr int looks_at_a_time = 16;

/// When so many tasks came without a break, more are on their way.
inline constexpr unsigned tasks_of_a_stream = 16;

/// For a loop that waits for another thread's next instructions. At last it sleeps: that thread may be one that the
/// system lets run only then.
class backoff {
 public:
  void pause() noexcept {
    ++rounds_;
    if (rounds_ < rounds_before_yield) return sync::pause();
    if (rounds_ < rounds_before_sleep) return std::this_thread::yield();
    nap();
  }

 private:
  // A signal may cut it short. Not sleep_for: that begins again, and where signals come in faster than it gets to
  // sleep it never ends.
  static void nap() noexcept {
    constexpr timespec length{.tv_sec = 0, .tv_nsec = 50'000};
    nanosleep(&length, nullptr);
  }

  static constexpr unsigned rounds_before_yield = 100;
  static constexpr unsigned rounds_before_sleep = 110;
  unsigned rounds_ = 0;
};

/// A lock that is held for a few instructions. To release it is a plain store, which costs a fraction of what it costs
/// to learn whether somebody sleeps: so nobody is woken, and whoever finds it taken looks again by itself.
class quick_mutex {
 public:
  void lock() noexcept {
    // Acquire and release: who holds the lock sees what happened under it before.
    if (taken_.exchange(true, std::memory_order_acquire)) wait();
  }
  void unlock() noexcept { taken_.store(false, std::memory_order_release); }

 private:
  [[gnu::noinline]] void wait() noexcept {
    for (backoff other; taken_.load(std::memory_order_relaxed) || taken_.exchange(true, std::memory_order_acquire);)
      other.pause();
  }

  atomic<bool> taken_{false};
};

}  // namespace cadre::sync
