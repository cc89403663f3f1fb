// How a worker lets its submitter get ahead.

#pragma once

#include <chrono>
#include <utility>

#include "sync.hpp"

namespace cadre {

/// A worker that keeps up with its submitter reads each cache line just as the other one writes it, and that costs both
/// more than the task does. So when it runs out of tasks in the middle of a stream of them, it touches nothing for a
/// moment, and then takes all that came meanwhile; in vain once, at the end of the stream. Where tasks come one by one,
/// it does not.
class linger {
 public:
  static constexpr sync::steady_clock::duration length = std::chrono::microseconds(1);

  void ran() noexcept { ++run_; }

  /// To be asked when there is no task: true after the moment, if it was one.
  bool pays() noexcept {
    if (std::exchange(run_, 0) < sync::tasks_of_a_stream) return false;
    for (const auto start = sync::steady_clock::now(); sync::steady_clock::now() - start < length;) sync::pause();
    return true;
  }

 private:
  unsigned run_ = 0;  // so many tasks without a break
};

}  // namespace cadre
