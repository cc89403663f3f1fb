// Which loops the current thread drives.

#pragma once

#include <utility>

#include "running.hpp"

namespace cadre {

class loop_worker;

/// While it lives, the current thread drives `loop`, whose tasks are those of `tasks_of`. Lives on the stack; nests.
class driving {
 public:
  driving(loop_worker& loop, const void* tasks_of, bool registers) noexcept
      : loop_(loop), registers_(registers), here_(tasks_of), outer_(std::exchange(innermost(), this)) {}
  ~driving() { innermost() = outer_; }
  driving(const driving&) = delete;
  driving& operator=(const driving&) = delete;

  /// Null if this thread drives none.
  static loop_worker* current() noexcept { return innermost() == nullptr ? nullptr : &innermost()->loop_; }
  /// It drives one that registers its thread.
  static bool registered() noexcept {
    const driving* scope = innermost();
    while (scope != nullptr && !scope->registers_) scope = scope->outer_;
    return scope != nullptr;
  }

 private:
  static driving*& innermost() noexcept;

  loop_worker& loop_;
  const bool registers_;
  const running here_;
  driving* const outer_;
};

}  // namespace cadre
