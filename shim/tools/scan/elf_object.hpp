// One object of an ELF file: the file itself, or a member of an archive; its sections and their contents.
//
// Lifetime: views into a file stay valid as long as the Elf that it was opened as.
// Errors: whatever is asked for, and is not where the file says, throws `damaged` with the place in the whole file.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <gelf.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "bytes.hpp"

namespace scan {

struct section {
  std::string_view name;
  GElf_Shdr header{};

  [[nodiscard]] bool allocated() const noexcept { return (header.sh_flags & SHF_ALLOC) != 0; }
  [[nodiscard]] bool executable() const noexcept { return (header.sh_flags & SHF_EXECINSTR) != 0; }
  [[nodiscard]] bool in_file() const noexcept { return header.sh_type != SHT_NOBITS && header.sh_type != SHT_NULL; }
};

class elf_object {
 public:
  /// `elf` is of kind ELF_K_ELF and of 64 bits.
  explicit elf_object(Elf* elf);
  elf_object(const elf_object&) = delete;
  elf_object& operator=(const elf_object&) = delete;

  [[nodiscard]] const GElf_Ehdr& header() const noexcept { return header_; }
  [[nodiscard]] bool relocatable() const noexcept { return header_.e_type == ET_REL; }
  /// By section index.
  [[nodiscard]] const std::vector<section>& sections() const noexcept { return sections_; }
  /// The section that another one names; throws where there is none.
  [[nodiscard]] const section& section_at(std::size_t index, const section& named_by) const;
  /// What the file holds of a section.
  [[nodiscard]] byte_view bytes(const section& of) const;
  /// A table with entries of one size, for the gelf functions; null if it is empty.
  [[nodiscard]] Elf_Data* table(const section& of, std::size_t entry) const;
  /// The zero-terminated text at `at` in a string table.
  [[nodiscard]] std::string_view text(const section& table, std::uint64_t at) const;

  [[noreturn]] void fail(const std::string& what, std::uint64_t offset) const;

 private:
  void read_sections(std::size_t count);
  void name_sections(std::size_t names);
  void check_sizes() const;
  [[nodiscard]] std::uint64_t offset_of_header(std::size_t index) const noexcept;

  Elf* elf_;
  std::uint64_t position_;  // in the file
  byte_view bytes_;
  GElf_Ehdr header_{};
  std::vector<section> sections_;
};

}  // namespace scan
