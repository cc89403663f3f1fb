// In a file of its own: inlined into others, g++ takes these for new and free that do not match.

#include "small_memory.hpp"

#include <cstdlib>
#include <limits>
#include <new>

namespace {

std::size_t largest = std::numeric_limits<std::size_t>::max();

}  // namespace

small_memory::small_memory(std::size_t most) noexcept {
  largest = most;
}
small_memory::~small_memory() {
  largest = std::numeric_limits<std::size_t>::max();
}

void* operator new(std::size_t size) {
  if (size > largest) throw std::bad_alloc();
  if (void* memory = std::malloc(size)) return memory;
  throw std::bad_alloc();
}

// A sanitizer has one of its own otherwise, which does not call the one above.
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  return size > largest ? nullptr : std::malloc(size);
}

void operator delete(void* memory) noexcept {
  std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
  std::free(memory);
}
