// When something that waits for a change is to look again, even if nothing changes.

#pragma once

#include <functional>
#include <memory>

#include "cadre/clock.hpp"
#include "cadre/error_sink.hpp"
#include "guarded.hpp"

namespace cadre {

/// Calls `ring` at the earliest of the times asked for; who wants a later one asks again when it rings. It may ring
/// once too often, but not when the alarm is gone.
class alarm : public std::enable_shared_from_this<alarm> {
 public:
  alarm(std::shared_ptr<clock> of, error_sink errors, std::function<void()> ring)
      : clock_(std::move(of)), errors_(std::move(errors)), ring_(std::move(ring)) {}

  [[nodiscard]] clock::time_point now() const { return clock_->now(); }

  /// A clock that fails is reported; then only the next change helps.
  void call_at(clock::time_point when) {
    const bool news = next_.with([&](clock::time_point& next) {
      if (next <= when) return false;
      next = when;
      return true;
    });
    if (!news) return;
    try {
      clock_->call_at(when, [self = weak_from_this(), when] {
        if (const auto here = self.lock()) here->due(when);
      });
    } catch (...) {
      forget(when);
      report(errors_, std::current_exception());
    }
  }

 private:
  void due(clock::time_point when) {
    forget(when);
    ring_();
  }
  void forget(clock::time_point when) {
    next_.with([&](clock::time_point& next) {
      if (next == when) next = clock::time_point::max();
    });
  }

  const std::shared_ptr<clock> clock_;
  const error_sink errors_;
  const std::function<void()> ring_;
  guarded<clock::time_point> next_{clock::time_point::max()};
};

}  // namespace cadre
