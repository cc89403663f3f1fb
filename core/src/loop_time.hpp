// What a loop knows of time, and how it sleeps.

#pragma once

#include <algorithm>
#include <chrono>
#include <memory>
#include <utility>

#include "alarm.hpp"
#include "cadre/clock.hpp"
#include "cadre/error_sink.hpp"
#include "wake_up.hpp"

namespace cadre {

/// Without a clock of the user's it needs no thread: the system ends the sleep in time.
class loop_time {
 public:
  using time_point = clock::time_point;
  using duration = clock::duration;
  static constexpr duration for_ever = duration::max();

  loop_time(std::shared_ptr<clock> given, const error_sink& errors) : given_(std::move(given)) {
    if (given_) alarm_ = std::make_shared<alarm>(given_, errors, [wake = wake_] { wake->ring(); });
  }

  [[nodiscard]] time_point now() const { return given_ ? given_->now() : std::chrono::steady_clock::now(); }
  /// So much later than now; the end of time if it is later than that.
  [[nodiscard]] time_point after(duration span) const {
    const time_point start = now();
    return span < time_point::max() - start ? start + span : time_point::max();
  }

  [[nodiscard]] wake_up& wake() const noexcept { return *wake_; }

  /// Sleeps until it is woken, or till `when`, for no longer than `at_most` of the system's time; returns early now and
  /// then.
  void sleep_until(time_point when, duration at_most) const {
    if (alarm_ && when != time_point::max() && now() < when) alarm_->call_at(when);
    // Asked again: if the clock passed it before it was told, it will not ring.
    const time_point start = now();
    if (when <= start) return;
    const duration longest = alarm_ || when == time_point::max() ? at_most : std::min(at_most, when - start);
    longest == for_ever ? wake_->sleep() : wake_->sleep(longest);
  }

 private:
  const std::shared_ptr<clock> given_;
  const std::shared_ptr<wake_up> wake_ = std::make_shared<wake_up>();  // an alarm may outlive the loop for a moment
  std::shared_ptr<alarm> alarm_;
};

}  // namespace cadre
