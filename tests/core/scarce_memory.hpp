// scarce_memory.hpp - counts what a thread allocates, and lets allocations fail. For this test program only: it
// replaces the global operator new.

#pragma once

#include <cstddef>
#include <utility>

namespace cadre_test {

/// How often this thread has called operator new.
[[nodiscard]] std::size_t allocations() noexcept;
template <class F>
std::size_t allocations_of(F&& f) {
  const std::size_t before = allocations();
  std::forward<F>(f)();
  return allocations() - before;
}

/// How the allocations behave that come after those granted.
enum class shortage { for_one, for_all };

/// While it lives, this thread is granted `granted` allocations.
class scarce_memory {
 public:
  explicit scarce_memory(std::size_t granted, shortage kind) noexcept;
  scarce_memory(const scarce_memory&) = delete;
  scarce_memory& operator=(const scarce_memory&) = delete;
  ~scarce_memory();
  /// True once an allocation was refused.
  [[nodiscard]] bool refused() const noexcept;
};

}  // namespace cadre_test
