// cadre/testing/manual_clock.hpp - a clock that moves when the test says so.
//
// Part of Cadre; terms in LICENSE at the top of the repository. Read clock.hpp first.

#pragma once

#include <algorithm>
#include <cstddef>
#include <map>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <utility>

#include "cadre/clock.hpp"

namespace cadre::testing {

/// A clock without a thread: time stands still until `advance` moves it, and what falls due runs inside that call
/// (D-09). So a test of something that takes an hour takes no time, and does the same each time.
///
/// Ordering: by time; what is due at the same time in the order of the calls of `call_at` (D-08).
///
/// Thread safety: `now`, `call_at`, `pending` and `next` from any thread, also from inside of a call that fell due;
/// one thread advances at a time.
///
/// Lifetime: destroys what it has not run.
///
/// Cost: `call_at` is logarithmic in the number of calls that wait, the rest constant.
class manual_clock final : public clock {
 public:
  explicit manual_clock(time_point start = {}) : now_(start) {}

  [[nodiscard]] time_point now() const override {
    const std::lock_guard hold(mutex_);
    return now_;
  }

  /// Keeps `what` until the time is moved to `when` or beyond. Nothing runs inside of this call: what is due already
  /// runs at the next `advance`, and one by nothing is enough. Throws std::invalid_argument for an empty task, and
  /// std::bad_alloc; both without effect.
  void call_at(time_point when, task what) override {
    if (!what) throw std::invalid_argument("manual_clock: call_at was given an empty task");
    const std::lock_guard hold(mutex_);
    calls_.emplace(when, std::move(what));
  }

  /// Moves time on by `by`, and runs on this thread what falls due meanwhile, also what is added meanwhile. Each
  /// call sees the time at which it was due, or the time that it was already when it was made. Throws
  /// std::invalid_argument if `by` is negative, and std::logic_error inside of a call that fell due. If a call throws,
  /// which clock.hpp forbids, the error comes out, time stands at that call, and the next advance goes on from there.
  void advance(duration by) {
    if (by < duration::zero()) throw std::invalid_argument("manual_clock: time does not go back");
    const advancing here(*this);
    const time_point end = now() + by;
    while (task next = take_due(end)) next();
    const std::lock_guard hold(mutex_);
    now_ = end;
  }

  /// How many calls wait.
  [[nodiscard]] std::size_t pending() const {
    const std::lock_guard hold(mutex_);
    return calls_.size();
  }

  /// When the next of them is due, if one waits.
  [[nodiscard]] std::optional<time_point> next() const {
    const std::lock_guard hold(mutex_);
    if (calls_.empty()) return std::nullopt;
    return calls_.begin()->first;
  }

 private:
  struct advancing {
    explicit advancing(manual_clock& of) : whose(of) {
      const std::lock_guard hold(whose.mutex_);
      if (std::exchange(whose.moves_, true)) throw std::logic_error("manual_clock: advanced while it advances");
    }
    advancing(const advancing&) = delete;
    advancing& operator=(const advancing&) = delete;
    ~advancing() {
      const std::lock_guard hold(whose.mutex_);
      whose.moves_ = false;
    }
    manual_clock& whose;
  };

  task take_due(time_point end) {
    const std::lock_guard hold(mutex_);
    if (calls_.empty() || calls_.begin()->first > end) return {};
    auto first = calls_.extract(calls_.begin());
    now_ = std::max(now_, first.key());
    return std::move(first.mapped());
  }

  mutable std::mutex mutex_;
  time_point now_;
  bool moves_ = false;
  std::multimap<time_point, task> calls_;  // equal times stay in the order of insertion
};

}  // namespace cadre::testing
