// Memory that does not suffice.

#pragma once

#include <cstddef>

/// While one lives, operator new throws std::bad_alloc for more than `most` bytes at once.
class small_memory {
 public:
  explicit small_memory(std::size_t most) noexcept;
  ~small_memory();
  small_memory(const small_memory&) = delete;
  small_memory& operator=(const small_memory&) = delete;
};
