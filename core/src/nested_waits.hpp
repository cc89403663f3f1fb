// The tasks of a pool that wait for what the same pool has to do.

#pragma once

#include <cstddef>
#include <memory>

#include "awaited.hpp"

namespace cadre {

/// One such wait; on the stack of the task that waits.
class nested_wait {
 public:
  explicit nested_wait(const awaited& for_what) noexcept : for_what_(for_what) {}
  nested_wait(const nested_wait&) = delete;
  nested_wait& operator=(const nested_wait&) = delete;

 private:
  friend class nested_waits;
  const awaited& for_what_;
  nested_wait* next_ = nullptr;
};

class nested_waits {
 public:
  void add(nested_wait& one) noexcept {
    one.next_ = first_;
    first_ = &one;
  }
  void remove(nested_wait& one) noexcept {
    nested_wait** place = &first_;
    while (*place != &one) place = &(*place)->next_;
    *place = one.next_;
  }
  /// How many wait for what `pool`, whose tasks they are, has to do. Linear.
  [[nodiscard]] std::size_t unending(const std::weak_ptr<engine>& pool) const noexcept {
    std::size_t count = 0;
    for (const nested_wait* one = first_; one != nullptr; one = one->next_)
      if (one->for_what_.needs_thread_of(pool)) ++count;
    return count;
  }

 private:
  nested_wait* first_ = nullptr;
};

}  // namespace cadre
