// Which workers' tasks the current thread is inside of.

#pragma once

#include <utility>

namespace cadre {

/// While it lives, the current thread runs a task of `who`. Lives on the stack; nests.
class running {
 public:
  explicit running(const void* who) noexcept : who_(who), outer_(std::exchange(innermost(), this)) {}
  ~running() { innermost() = outer_; }
  running(const running&) = delete;
  running& operator=(const running&) = delete;

  /// The innermost scope of `who` on this thread; null if there is none.
  static running* find(const void* who) noexcept {
    running* scope = innermost();
    while (scope != nullptr && scope->who_ != who) scope = scope->outer_;
    return scope;
  }

 private:
  static running*& innermost() noexcept;

  const void* who_;
  running* outer_;
};

}  // namespace cadre
