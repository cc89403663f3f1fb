// Machine instructions that refer to certain addresses.
//
// A linked program says which functions it takes from libraries, and no more. Where they are called is seen in the
// code: the distance to the function's entry, or to the loader's slot for it, stands in the instruction; in a program
// at a fixed address, maybe the address itself. All of the code is looked at, byte by byte, and what is in front must
// make sense: four such bytes by chance are rarer than one in thousands of programs.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <vector>

#include "image.hpp"

namespace scan {

struct code_reference {
  std::uint64_t place = 0;  ///< of the distance or address in the instruction
  std::size_t target = 0;   ///< what was looked for
};

/// For x86-64; none for other machines. `targets` says for each address what it stands for. The entries through which a
/// program calls functions of libraries are no references themselves.
[[nodiscard]] std::vector<code_reference> find_code_references(const image& in,
                                                               const std::map<std::uint64_t, std::size_t>& targets);

/// Entries through which code calls functions of libraries, each with the loader's slot that it reads. For x86-64.
[[nodiscard]] std::vector<pointer> find_entries(const image& in);

}  // namespace scan
