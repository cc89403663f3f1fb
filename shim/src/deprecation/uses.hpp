// What the facade calls when a program uses a removed member.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <cstddef>
#include <string_view>
#include <typeinfo>

#include "cadre/shim/deprecation_log.hpp"

namespace cadre::shim {

/// A row of the registry, named by its ID: `used("TPS008", …)`. An unknown ID does not compile.
class deprecation_id {
 public:
  consteval deprecation_id(const char* id) : index_(find(id)) {}  // NOLINT: an ID stands for its row
  constexpr std::size_t index() const noexcept { return index_; }

 private:
  static consteval std::size_t find(std::string_view id) {
    for (std::size_t i = 0; i < deprecations.size(); ++i)
      if (deprecations[i].id == id) return i;
    throw "no such ID in the registry";
  }

  std::size_t index_;
};

/// Counts a call, and does what the policy says: normally, logs it if it is the first that returns to this place. The
/// place is given by `__builtin_return_address(0)` in the frozen member itself, never in something that it calls.
/// Throws deprecated_use where the policy wants that, so the member calls it before it does anything.
[[gnu::visibility("default")]] void used(deprecation_id id, const void* return_address,
                                         client_vintage vintage = client_vintage::unknown);

/// The same for a subclass that overrides a hook; a class is what a place is for calls. `vtable` is the object's.
[[gnu::visibility("default")]] void overridden(deprecation_id id, const std::type_info& type, const void* vtable,
                                               client_vintage vintage = client_vintage::unknown);

}  // namespace cadre::shim
