// cadre/clock.hpp - what time it is, and what is to happen later.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <chrono>
#include <memory>

#include "cadre/task.hpp"

namespace cadre {

/// Where a pool gets its time from: a test's clock moves when the test says so (P-10).
class [[gnu::visibility("default")]] clock {
 public:
  using time_point = std::chrono::steady_clock::time_point;
  using duration = std::chrono::steady_clock::duration;

  clock() = default;
  clock(const clock&) = delete;
  clock& operator=(const clock&) = delete;
  virtual ~clock();

  /// The time now; never goes back. From any thread.
  [[nodiscard]] virtual time_point now() const = 0;

  /// Runs `what` once, at `when` or soon after, on a thread of the clock's choice; those of the same time in the order
  /// of the calls. `what` must be short and must not throw. A clock that is destroyed destroys what it has not run.
  /// From any thread, also from inside of `what`. Throws std::bad_alloc, and what starting a thread throws; both
  /// without effect.
  virtual void call_at(time_point when, task what) = 0;
};

/// The system's steady clock. It has a thread of its own from the first `call_at` on, and its destructor joins it; on
/// that thread itself it lets it go. If the thread cannot be started, the next call tries again. Logarithmic in the
/// number of calls that wait.
[[gnu::visibility("default")]] std::shared_ptr<clock> make_steady_clock();

}  // namespace cadre
