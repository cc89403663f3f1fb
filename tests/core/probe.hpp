// probe.hpp - an object whose copies in a task tell when the last of them is gone (M-08).

#pragma once

#include <functional>
#include <memory>
#include <utility>

namespace cadre_test {

/// Calls `at_end` when it is destroyed; a moved-from one does nothing. Move-only, as a task's captures may be (M-06).
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

}  // namespace cadre_test
