// How long a worker looks for a task before it goes to sleep.

#pragma once

#include <sched.h>

#include <algorithm>
#include <chrono>
#include <utility>

#include "sync.hpp"

namespace cadre {

/// Waking a thread costs more than a short wait; but a long look for nothing costs a processor that somebody else may
/// need, perhaps to submit what is looked for. So how long it looks follows what the waits were like.
class patience {
 public:
  using time = sync::steady_clock;
  static constexpr time::duration longest = std::chrono::microseconds(30);
  static constexpr time::duration shortest = std::chrono::nanoseconds(250);
  static constexpr int rest = 256;

  /// Somebody else can do something meanwhile.
  static bool pays() noexcept {
    cpu_set_t usable;
    return sched_getaffinity(0, sizeof usable, &usable) != 0 || CPU_COUNT(&usable) > 1;
  }

  /// Comes back when `done()` holds, or when it has looked long enough: then it is to be called again after the sleep,
  /// since the wait goes on.
  template <class Done>
  void look(Done done) noexcept {
    if (!waiting_ && done()) return;
    const time::time_point start = time::now();
    if (!waiting_) since_ = start;
    if (std::exchange(waiting_, true) && done()) {
      waiting_ = false;
      return learn(false, start - since_);
    }
    for (time::time_point now = start; now - start < limit_; now = time::now()) {
      for (int i = 0; i < sync::looks_at_a_time; ++i) {
        sync::pause();
        if (!done()) continue;
        waiting_ = false;
        return learn(true, now - since_);
      }
    }
  }

  /// After a wait: whether it ended while somebody looked, or asleep.
  void learn(bool looking, time::duration waited) noexcept {
    if (!looking && waited > 2 * longest) {  // as long as a look and a wake-up may take
      limit_ = std::max(limit_ / 2, shortest);
    } else if (!looking && limit_ == longest) {  // short, but not met: who submits may have waited for this processor
      limit_ = shortest;
      rest_ = rest;
    } else if (!looking && rest_ > 0) {
      --rest_;
    } else {
      limit_ = std::min(limit_ * 2, longest);
    }
  }

  [[nodiscard]] time::duration limit() const noexcept { return limit_; }

 private:
  time::duration limit_ = std::chrono::microseconds(5);
  int rest_ = 0;  // so many short waits follow before it looks longer again
  bool waiting_ = false;
  time::time_point since_;  // of the wait
};

}  // namespace cadre
