// allocations.hpp - how often memory was asked for: the program replaces operator new.

#pragma once

#include <cstddef>

namespace benchmarks {

/// Counting costs time, so it is off until one of these lives. One at a time.
class [[gnu::visibility("default")]] counted_allocations {
 public:
  counted_allocations();
  ~counted_allocations();
  counted_allocations(const counted_allocations&) = delete;
  counted_allocations& operator=(const counted_allocations&) = delete;
  /// On all threads.
  [[nodiscard]] std::size_t so_far() const;
};

}  // namespace benchmarks
