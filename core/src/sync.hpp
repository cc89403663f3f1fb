// What the pool's protocols are written in. A test may put its own file of this name in front, and decide the order of
// every step.

#pragma once

#include <linux/futex.h>
#include <sys/syscall.h>
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

/// A lock that is held for a few instructions: a short spin comes before the sleep. One exchange to lock, one to
/// unlock, and no call.
class quick_mutex {
 public:
  void lock() noexcept {
    std::uint32_t expected = free;
    // Acquire and release: who holds the lock sees what happened under it before.
    if (!word_.compare_exchange_strong(expected, held, std::memory_order_acquire, std::memory_order_relaxed)) wait();
  }
  void unlock() noexcept {
    if (word_.exchange(free, std::memory_order_release) == wanted) wake_one(word_);
  }

 private:
  static constexpr std::uint32_t free = 0;
  static constexpr std::uint32_t held = 1;
  static constexpr std::uint32_t wanted = 2;  // held, and somebody may sleep
  static constexpr int spins = 100;

  [[gnu::noinline]] void wait() noexcept {
    for (int i = 0; i < spins; ++i) {
      std::uint32_t expected = free;
      if (word_.load(std::memory_order_relaxed) == free &&
          word_.compare_exchange_weak(expected, held, std::memory_order_acquire, std::memory_order_relaxed))
        return;
      pause();
    }
    while (word_.exchange(wanted, std::memory_order_acquire) != free) sleep_while(word_, wanted);
  }

  atomic<std::uint32_t> word_{free};
};

/// For a loop that waits for another thread's next instructions.
class backoff {
 public:
  void pause() noexcept {
    if (++rounds_ < rounds_before_yield) {
      sync::pause();
    } else {
      std::this_thread::yield();
    }
  }

 private:
  static constexpr unsigned rounds_before_yield = 64;
  unsigned rounds_ = 0;
};

}  // namespace cadre::sync
