// How often a thread allocates memory, and what happens if there is none.

#pragma once

#include <cstddef>
#include <functional>

/// Calls of operator new by the calling thread so far.
std::size_t allocations() noexcept;

/// While one lives, operator new throws std::bad_alloc on the thread that made it.
class no_memory {
 public:
  no_memory() noexcept;
  ~no_memory();
  no_memory(const no_memory&) = delete;
  no_memory& operator=(const no_memory&) = delete;
};

/// Makes the calling thread run `action` in its next call of operator new, once. `action` itself must not
/// allocate, and be alive until then.
void at_next_allocation(const std::function<void()>& action) noexcept;
