// A symbol table, with a place in one address space for each symbol.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "elf_object.hpp"

namespace scan {

struct symbol {
  std::uint64_t address = 0;
  std::uint64_t size = 0;
  std::uint32_t name = 0;  ///< where its name is among the names
  unsigned char type = STT_NOTYPE;
  bool defined = false;
};

class symbol_table {
 public:
  symbol_table() = default;
  /// `bases` has the address of each section of a relocatable object, and is empty for a linked one.
  symbol_table(const elf_object& in, const section& table, const std::vector<std::uint64_t>& bases);

  [[nodiscard]] std::size_t size() const noexcept { return symbols_.size(); }
  [[nodiscard]] const symbol& operator[](std::size_t index) const noexcept { return symbols_[index]; }
  /// Without the version that some linkers append.
  [[nodiscard]] std::string_view name(std::size_t index) const;

 private:
  const elf_object* in_ = nullptr;
  const section* names_ = nullptr;
  std::vector<symbol> symbols_;
};

/// Symbols from other files stand here, far above what a file holds. Each has some room of its own, so that an address
/// with an addend still tells the symbol.
inline constexpr std::uint64_t imports_begin = std::uint64_t{1} << 63;
inline constexpr std::uint64_t import_room = std::uint64_t{1} << 20;

}  // namespace scan
