// Which file an address belongs to.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace threadpool {

/// A program or a library in memory.
struct loaded_file {
  std::string path;         ///< as the loader opened it; for the program, absolute where the system tells
  std::string name;         ///< without folders; of the program, the name it was called by
  std::uintptr_t base = 0;  ///< how far the loader moved it: addresses in the file are lower by so much
  std::string build_id;     ///< in hexadecimal digits; empty if it has none
};

/// Nothing for an address in no file. Takes no lock, in particular not the loader's: any thread may call it,
/// also while another one loads a library and waits for this one.
std::optional<loaded_file> file_of(const void* address);

}  // namespace threadpool
