// How a thread that sleeps is woken from a signal handler, for the scheduler: in place of the core's file of this name.

#pragma once

#include "scheduler.hpp"

namespace cadre {

class signal_semaphore {
 public:
  signal_semaphore() = default;
  signal_semaphore(const signal_semaphore&) = delete;
  signal_semaphore& operator=(const signal_semaphore&) = delete;

  void post() noexcept {
    schedule::step("post");
    if (++value_ > 1) schedule::fail("a bell's semaphore is posted twice");
    schedule::wake_all(this);
  }
  void wait() noexcept {
    schedule::step("wait on a semaphore");
    while (value_ == 0) schedule::block(this, "wait on a semaphore");
    --value_;
  }

 private:
  int value_ = 0;
};

}  // namespace cadre
