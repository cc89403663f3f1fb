// Names for addresses.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <cstdint>
#include <string>
#include <typeinfo>
#include <vector>

namespace cadre::shim {

struct module_address {
  std::string module;         ///< the file's name without folders; empty if the address is in no file
  std::uintptr_t offset = 0;  ///< the address as it is in the file; without a file, as it is in memory
  std::string path;           ///< the file's name with folders
  std::string build_id;       ///< in hexadecimal digits; empty if the file has none
};

/// Takes no lock, so any thread may call it.
module_address locate(const void* address);

/// The symbol, mangled, of the function that an address is in, if its file exports it; else empty. Takes the loader's
/// lock: not on a pool's thread.
std::string exported_function(const void* address);

/// The name of a class as its program writes it.
std::string class_name(const std::type_info& type);

/// Who called whom, as "file+0x1a2b" with the innermost first: from the call that returns to `return_address` on
/// outwards; empty if there is none such. Takes no lock.
std::vector<std::string> callers_from(const void* return_address);

}  // namespace cadre::shim
