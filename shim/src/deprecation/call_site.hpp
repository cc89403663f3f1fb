// Names for addresses: which file they belong to, and where in it.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <cstdint>
#include <string>
#include <typeinfo>

namespace cadre::shim {

struct module_address {
  std::string module;         ///< the file's name without folders; empty if the address is in no file
  std::uintptr_t offset = 0;  ///< the address as it is in the file; without a file, as it is in memory
};

/// Takes the loader's lock; so call it under none of ours.
module_address locate(const void* address);

/// The name of a class as its program writes it.
std::string class_name(const std::type_info& type);

}  // namespace cadre::shim
