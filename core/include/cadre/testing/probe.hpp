// cadre/testing/probe.hpp - an object that tells when it is destroyed.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <functional>
#include <utility>

namespace cadre::testing {

/// Calls `at_end` when it is destroyed; a moved-from one does nothing. Captured by a task, it tells when that task is
/// gone, run or not (D-15). Move-only, as a task's captures may be (M-06). Thread safety: none; `at_end` is called
/// on the thread that destroys the probe, and must not throw.
class probe {
 public:
  explicit probe(std::function<void()> at_end) : at_end_(std::move(at_end)) {}
  probe(probe&& other) noexcept : at_end_(std::exchange(other.at_end_, nullptr)) {}
  probe& operator=(probe&&) = delete;
  ~probe() {
    if (at_end_) at_end_();
  }

 private:
  std::function<void()> at_end_;
};

}  // namespace cadre::testing
