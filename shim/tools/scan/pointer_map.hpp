// Which words of an object point where.
//
// Relocations say so; in a program at a fixed address, and where relocations are packed, the words themselves. What
// comes from another file has an address all the same: see symbol_table.hpp.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "symbol_map.hpp"

namespace scan {

struct pointer {
  std::uint64_t place = 0;
  std::uint64_t target = 0;
};

class pointer_map {
 public:
  pointer_map(const elf_object& object, const address_space& memory, const symbol_map& symbols);

  /// Where the eight bytes at `place` point to.
  [[nodiscard]] std::optional<std::uint64_t> pointer_at(std::uint64_t place) const;
  /// The number in the eight bytes at `place`; none if the linker or the loader puts an address there.
  [[nodiscard]] std::optional<std::int64_t> integer_at(std::uint64_t place) const;
  /// All pointers to `target`, by place.
  [[nodiscard]] std::span<const pointer> to(std::uint64_t target) const noexcept;
  /// The loader's entries for code that goes through a table, by target.
  [[nodiscard]] const std::vector<pointer>& slots() const noexcept { return slots_; }
  /// Where a program at a fixed address has variables that it takes over from a library.
  [[nodiscard]] const std::vector<std::uint64_t>& copies() const noexcept { return copies_; }

 private:
  void read(const section& table);
  void find_words(const section& in);
  [[nodiscard]] bool is_address(std::uint64_t value) const;
  [[nodiscard]] const pointer* relocated(std::uint64_t place) const noexcept;

  const elf_object& object_;
  const address_space& memory_;
  const symbol_map& symbols_;
  const bool words_are_pointers_;
  std::vector<pointer> by_place_;
  std::vector<pointer> by_target_;
  std::vector<pointer> slots_;
  std::vector<std::uint64_t> copies_;
};

}  // namespace scan
