// Writing on behalf of a program that does not know of it.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <pthread.h>

#include <cerrno>
#include <csignal>

namespace cadre::shim {

/// While it lives, this thread is not cancelled; afterwards it has the errno that it had before. The members of the old
/// pool were no cancellation points and left errno alone, and a thread cancelled inside a noexcept function would
/// take the process with it.
class undisturbed {
 public:
  undisturbed() noexcept : errno_(errno) { pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &cancellation_); }
  ~undisturbed() {
    pthread_setcancelstate(cancellation_, nullptr);
    errno = errno_;
  }
  undisturbed(const undisturbed&) = delete;
  undisturbed& operator=(const undisturbed&) = delete;

 private:
  const int errno_;
  int cancellation_ = PTHREAD_CANCEL_ENABLE;
};

/// While it lives, a write to a closed pipe, or beyond the allowed size of a file, fails without a signal: a line of
/// the log that nobody can read must not end a program that would otherwise have written nothing.
class no_write_signals {
 public:
  no_write_signals() noexcept {
    sigset_t pending;
    sigpending(&pending);
    sigemptyset(&held_);
    // One that waited before is the program's own and stays.
    for (const int signal : {SIGPIPE, SIGXFSZ})
      if (sigismember(&pending, signal) == 0) sigaddset(&held_, signal);
    pthread_sigmask(SIG_BLOCK, &held_, &before_);
  }
  ~no_write_signals() {
    const int error = errno;  // of the write
    const timespec at_once{};
    while (sigtimedwait(&held_, nullptr, &at_once) > 0) {
    }
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
    errno = error;
  }
  no_write_signals(const no_write_signals&) = delete;
  no_write_signals& operator=(const no_write_signals&) = delete;

 private:
  sigset_t held_;
  sigset_t before_;
};

}  // namespace cadre::shim
