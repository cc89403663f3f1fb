// Relocations, and what those mean that a linker leaves to the loader.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <cstddef>
#include <cstdint>

#include "elf_object.hpp"

namespace scan {

/// What is at a relocated place in the end.
enum class reference {
  other,
  word,      ///< the symbol's address and the addend, in eight bytes
  relative,  ///< the addend, as an address of the file
  slot,      ///< the symbol's address, in a table that code goes through
  copy,      ///< a variable that the program takes over from a library
};

/// x86-64 and aarch64.
bool is_known_machine(unsigned machine) noexcept;
reference meaning(unsigned machine, std::uint32_t type) noexcept;

struct relocation {
  std::uint64_t place = 0;
  std::uint64_t symbol = 0;  ///< its index, looked at by whoever has the table
  std::uint32_t type = 0;
  std::int64_t addend = 0;
};

class relocation_table {
 public:
  relocation_table(const elf_object& in, const section& table);
  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  [[nodiscard]] relocation operator[](std::size_t index) const;
  /// Where the entry is, for whoever finds it wrong.
  [[nodiscard]] std::uint64_t offset_of(std::size_t index) const noexcept;

 private:
  const elf_object& in_;
  const section& table_;
  Elf_Data* data_;
  std::size_t size_;
};

}  // namespace scan
