// In a file of its own: inlined into others, g++ takes these for new and free that do not match.

#include "allocations.hpp"

#include <cstdlib>
#include <new>
#include <utility>

namespace {

thread_local std::size_t count = 0;
thread_local bool failing = false;
thread_local const std::function<void()>* action = nullptr;

}  // namespace

std::size_t allocations() noexcept {
  return count;
}

no_memory::no_memory() noexcept {
  failing = true;
}
no_memory::~no_memory() {
  failing = false;
}

void at_next_allocation(const std::function<void()>& next) noexcept {
  action = &next;
}

void* operator new(std::size_t size) {
  ++count;
  if (action != nullptr) (*std::exchange(action, nullptr))();
  if (failing) throw std::bad_alloc();
  if (void* memory = std::malloc(size)) return memory;
  throw std::bad_alloc();
}

void operator delete(void* memory) noexcept {
  std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
  std::free(memory);
}
