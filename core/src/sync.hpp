// What the pool's protocols are written in. A test may put its own file of this name in front, and decide the order of
// every step.

#pragma once

#include <linux/futex.h>
#include <pthread.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <thread>

namespace cadre::sync {

template <class T>
using atomic = std::atomic<T>;

/// Of std and not of Boost: these waits are the pool's own, and none of them may be an interruption point.
using mutex = std::mutex;
using condition = std::condition_variable;

using steady_clock = std::chrono::steady_clock;

/// A lock that is held for a few instructions: a short spin comes before the sleep.
class quick_mutex {
 public:
  quick_mutex() = default;
  quick_mutex(const quick_mutex&) = delete;
  quick_mutex& operator=(const quick_mutex&) = delete;
  ~quick_mutex() { pthread_mutex_destroy(&handle_); }
  void lock() noexcept { pthread_mutex_lock(&handle_); }
  void unlock() noexcept { pthread_mutex_unlock(&handle_); }

 private:
  pthread_mutex_t handle_ = PTHREAD_ADAPTIVE_MUTEX_INITIALIZER_NP;
};

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

/// Tells the processor that this is a loop.
inline void pause() noexcept {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#endif
}

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
