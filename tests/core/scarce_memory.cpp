// scarce_memory.cpp - the replaced operator new.

#include "scarce_memory.hpp"

#include <cstdlib>
#include <new>

namespace {

// Per thread, so that a shortage in the test's thread leaves all others alone.
thread_local std::size_t allocated = 0;
thread_local bool scarce = false;
thread_local bool refused_one = false;
thread_local std::size_t left = 0;
thread_local cadre_test::shortage kind_of_shortage = cadre_test::shortage::for_all;

bool refuse() noexcept {
  if (!scarce) return false;
  if (left > 0) {
    --left;
    return false;
  }
  if (kind_of_shortage == cadre_test::shortage::for_one && refused_one) return false;
  refused_one = true;
  return true;
}

void* obtain(std::size_t size) noexcept {
  ++allocated;
  return refuse() ? nullptr : std::malloc(size == 0 ? 1 : size);
}

void* obtain(std::size_t size, std::align_val_t alignment) noexcept {
  ++allocated;
  const auto step = static_cast<std::size_t>(alignment);
  return refuse() ? nullptr : std::aligned_alloc(step, (size + step - 1) / step * step);
}

void* or_throw(void* room) {
  if (room == nullptr) throw std::bad_alloc();
  return room;
}

}  // namespace

namespace cadre_test {

std::size_t allocations() noexcept {
  return allocated;
}

scarce_memory::scarce_memory(std::size_t granted, shortage kind) noexcept {
  left = granted;
  kind_of_shortage = kind;
  refused_one = false;
  scarce = true;
}
scarce_memory::~scarce_memory() {
  scarce = false;
}
bool scarce_memory::refused() const noexcept {
  return refused_one;
}

}  // namespace cadre_test

void* operator new(std::size_t size) {
  return or_throw(obtain(size));
}
void* operator new[](std::size_t size) {
  return or_throw(obtain(size));
}
void* operator new(std::size_t size, std::align_val_t alignment) {
  return or_throw(obtain(size, alignment));
}
void* operator new[](std::size_t size, std::align_val_t alignment) {
  return or_throw(obtain(size, alignment));
}
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  return obtain(size);
}
void* operator new[](std::size_t size, const std::nothrow_t&) noexcept {
  return obtain(size);
}
void operator delete(void* room) noexcept {
  std::free(room);
}
void operator delete[](void* room) noexcept {
  std::free(room);
}
void operator delete(void* room, std::size_t) noexcept {
  std::free(room);
}
void operator delete[](void* room, std::size_t) noexcept {
  std::free(room);
}
void operator delete(void* room, const std::nothrow_t&) noexcept {
  std::free(room);
}
void operator delete[](void* room, const std::nothrow_t&) noexcept {
  std::free(room);
}
void operator delete(void* room, std::align_val_t) noexcept {
  std::free(room);
}
void operator delete[](void* room, std::align_val_t) noexcept {
  std::free(room);
}
void operator delete(void* room, std::size_t, std::align_val_t) noexcept {
  std::free(room);
}
void operator delete[](void* room, std::size_t, std::align_val_t) noexcept {
  std::free(room);
}
