// Where the sections of an object are in memory.
//
// A linked file has the addresses that its headers give. The sections of a relocatable object are placed one behind the
// other, so that every place in it has an address too.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "elf_object.hpp"

namespace scan {

class address_space {
 public:
  explicit address_space(const elf_object& object);

  /// Those that take memory, by address.
  [[nodiscard]] const std::vector<const section*>& sections() const noexcept { return sections_; }
  /// By section index, for a relocatable object; empty for a linked one.
  [[nodiscard]] const std::vector<std::uint64_t>& bases() const noexcept { return bases_; }
  [[nodiscard]] std::uint64_t address_of(const section& of) const noexcept;
  /// Null if nothing is at that address.
  [[nodiscard]] const section* section_around(std::uint64_t address) const noexcept;
  [[nodiscard]] bool is_code(std::uint64_t address) const noexcept;

  /// The eight bytes at `place`, as the file has them.
  [[nodiscard]] std::optional<std::uint64_t> word_at(std::uint64_t place) const;
  /// The zero-terminated text at `address`; empty if there is none.
  [[nodiscard]] std::string_view text_at(std::uint64_t address) const;

 private:
  [[nodiscard]] byte_view bytes_from(std::uint64_t address) const;

  const elf_object& object_;
  std::vector<std::uint64_t> bases_;
  std::vector<const section*> sections_;
};

/// Some sections only tell something about others.
bool takes_memory(const section& each) noexcept;

/// Variables, constants and tables; not code, and not what only the loader reads.
bool is_data(const section& each) noexcept;

}  // namespace scan
