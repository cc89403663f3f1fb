// Which signals may interrupt a thread.

#pragma once

#include <pthread.h>
#include <signal.h>

namespace cadre {

/// While it lives, the calling thread has another signal mask. Lives on the stack.
class signal_mask {
 public:
  explicit signal_mask(const sigset_t& now) noexcept { pthread_sigmask(SIG_SETMASK, &now, &before_); }
  ~signal_mask() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
  signal_mask(const signal_mask&) = delete;
  signal_mask& operator=(const signal_mask&) = delete;

  /// The calling thread's.
  static sigset_t current() noexcept {
    sigset_t set;
    pthread_sigmask(SIG_BLOCK, nullptr, &set);
    return set;
  }
  /// All signals but those that a thread brings about by a fault of its own: to block these would hide crashes.
  static sigset_t all_but_faults() noexcept {
    sigset_t set;
    sigfillset(&set);
    for (const int fault : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGSYS}) sigdelset(&set, fault);
    return set;
  }

 private:
  sigset_t before_;
};

}  // namespace cadre
