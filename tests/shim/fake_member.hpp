// Stands for a removed member of the pool: tells the log of its use, and the test from where.

#pragma once

#include <link.h>

#include <cstdint>

#include "deprecation/uses.hpp"

namespace cadre::shim {

inline const void* last_return_address = nullptr;

[[gnu::noinline]] inline void call_waiters() {
  last_return_address = __builtin_return_address(0);
  used("TPS008", last_return_address);
}

[[gnu::noinline]] inline void call_queue_get() {
  last_return_address = __builtin_return_address(0);
  used("TPS028", last_return_address);
}

/// Where the loader has put the program: the first object that it lists.
inline std::uintptr_t load_address() {
  std::uintptr_t address = 0;
  dl_iterate_phdr(
      [](dl_phdr_info* info, std::size_t, void* result) {
        *static_cast<std::uintptr_t*>(result) = info->dlpi_addr;
        return 1;
      },
      &address);
  return address;
}

/// Where in the program's file the call is that reached a fake member last.
inline std::uintptr_t last_offset() {
  return reinterpret_cast<std::uintptr_t>(last_return_address) - 1 - load_address();
}

struct some_hooks {
  virtual ~some_hooks() = default;
};

inline const void* vtable_of(const some_hooks& object) {
  return *reinterpret_cast<const void* const*>(&object);
}

}  // namespace cadre::shim
