// cadre/expectation.hpp - what is known of a result before it is there.
//
// Part of Cadre; terms in LICENSE at the top of the repository. Programs need async.hpp, then.hpp and get.hpp; this is
// what those are made of.

#pragma once

#include <memory>

#include "cadre/worker.hpp"

namespace cadre {

class awaited_result;

/// Whether the task that brings a result has begun or ended, and which pool has to run it: get() asks, to find out
/// whether a wait would never end. Null where no pool has a part in it, for then nobody needs to know. Copies tell of
/// the same result.
///
/// Thread safety: const members from any thread. Cost: one allocation, where it is not null.
class [[gnu::visibility("default")]] expectation {
 public:
  expectation() noexcept = default;
  /// Of a result that a task of `on` will bring, but not before the one that `after` tells of, if it does.
  expectation(const worker& on, const expectation& after);

  /// False for null.
  explicit operator bool() const noexcept { return what_ != nullptr; }

  /// The task begins, on this thread. Does nothing for null.
  void begin() const noexcept;
  /// The result is there, or never will be. Does nothing for null.
  void end() const noexcept;
  /// To be called by the wait callback of a future, on the thread that is about to wait. Not for null. Throws
  /// would_deadlock inside of check().
  void announce() const;

  /// Calls `look`, and gives what a future announced on this thread meanwhile.
  template <class Look>
  static expectation heard_in(Look look) {
    return heard_in(&look, &call<Look>);
  }
  /// Calls `wait`. Throws would_deadlock in place of a wait that would never end, see get.hpp; of the first future that
  /// announces itself on this thread.
  template <class Wait>
  static void check(Wait wait) {
    check(&wait, &call<Wait>);
  }

 private:
  using caller = void (*)(void* what);
  template <class F>
  static void call(void* what) {
    (*static_cast<F*>(what))();
  }
  static expectation heard_in(void* look, caller how);
  static void check(void* wait, caller how);

  std::shared_ptr<awaited_result> what_;
};

}  // namespace cadre
