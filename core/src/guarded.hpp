// A value that can be reached only under its lock.

#pragma once

#include <utility>

#include "sync.hpp"

namespace cadre {

template <class T>
class guarded {
 public:
  guarded() = default;
  explicit guarded(T value) : value_(std::move(value)) {}

  /// Calls f(value) under the lock and gives what it returns. Hand out what has a destructor of the
  /// user's, so that it is destroyed after the lock was released.
  template <class F>
  auto with(F&& f) {
    const std::lock_guard lock(mutex_);
    return std::forward<F>(f)(value_);
  }

 private:
  sync::mutex mutex_;
  T value_{};
};

}  // namespace cadre
