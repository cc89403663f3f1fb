// How long a worker looks for a task before it goes to sleep.

#pragma once

#include <sched.h>

#include <algorithm>
#include <chrono>

#include "sync.hpp"

namespace cadre {

/// Waking a thread costs more than a short wait. The wait is doubled each time it was worth while and halved each time
/// it was not, so that a worker that mostly waits long costs next to nothing.
class patience {
 public:
  /// Somebody else can do something meanwhile.
  static bool pays() noexcept {
    cpu_set_t usable;
    return sched_getaffinity(0, sizeof usable, &usable) != 0 || CPU_COUNT(&usable) > 1;
  }

  /// Comes back when `done()` holds, or when it has waited long enough.
  template <class Done>
  void look(Done done) noexcept {
    using time = sync::steady_clock;
    const auto end = time::now() + limit_;
    bool worth_while = done();
    while (!worth_while && time::now() < end) {
      for (int i = 0; i < 16 && !worth_while; ++i) {
        sync::pause();
        worth_while = done();
      }
    }
    limit_ = worth_while ? std::min(limit_ * 2, longest) : std::max(limit_ / 2, shortest);
  }

 private:
  static constexpr std::chrono::nanoseconds longest = std::chrono::microseconds(30);
  static constexpr std::chrono::nanoseconds shortest = std::chrono::microseconds(1);
  std::chrono::nanoseconds limit_ = std::chrono::microseconds(5);
};

}  // namespace cadre
