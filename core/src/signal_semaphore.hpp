// How a thread that sleeps is woken from a signal handler. A test may put its own file of this name in front, as with
// sync.hpp.

#pragma once

#include <semaphore.h>

#include <cerrno>

namespace cadre {

/// sem_post is the one way of waking a thread that POSIX allows in a signal handler.
class signal_semaphore {
 public:
  signal_semaphore() noexcept { sem_init(&semaphore_, 0, 0); }
  ~signal_semaphore() { sem_destroy(&semaphore_); }
  signal_semaphore(const signal_semaphore&) = delete;
  signal_semaphore& operator=(const signal_semaphore&) = delete;

  /// Leaves errno as it is.
  void post() noexcept {
    const int kept = errno;
    sem_post(&semaphore_);
    errno = kept;
  }
  void wait() noexcept {
    while (sem_wait(&semaphore_) != 0) {
    }
  }

 private:
  sem_t semaphore_;
};

}  // namespace cadre
