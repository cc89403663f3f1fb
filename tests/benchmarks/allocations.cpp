#include "allocations.hpp"

#include <atomic>
#include <cstdlib>
#include <new>

namespace {

// Counts, and no more: nothing is read because of them, so no order is needed.
std::atomic<bool> counting = false;
std::atomic<std::size_t> allocations = 0;

void* taken(void* memory) {
  if (memory == nullptr) throw std::bad_alloc();
  if (counting.load(std::memory_order_relaxed)) allocations.fetch_add(1, std::memory_order_relaxed);
  return memory;
}

}  // namespace

void* operator new(std::size_t size) {
  return taken(std::malloc(size));
}

void* operator new(std::size_t size, std::align_val_t alignment) {
  const auto unit = static_cast<std::size_t>(alignment);
  return taken(std::aligned_alloc(unit, (size + unit - 1) / unit * unit));
}

// The other forms of the standard library end up in these.
void operator delete(void* memory) noexcept {
  std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
  std::free(memory);
}
void operator delete(void* memory, std::align_val_t) noexcept {
  std::free(memory);
}
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept {
  std::free(memory);
}

namespace benchmarks {

counted_allocations::counted_allocations() {
  allocations.store(0, std::memory_order_relaxed);
  counting.store(true, std::memory_order_relaxed);
}

counted_allocations::~counted_allocations() {
  counting.store(false, std::memory_order_relaxed);
}

std::size_t counted_allocations::so_far() const {
  return allocations.load(std::memory_order_relaxed);
}

}  // namespace benchmarks
