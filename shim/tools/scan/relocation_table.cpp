#include "relocation_table.hpp"

namespace scan {

bool is_known_machine(unsigned machine) noexcept {
  return machine == EM_X86_64 || machine == EM_AARCH64;
}

reference meaning(unsigned machine, std::uint32_t type) noexcept {
  const bool x86 = machine == EM_X86_64;
  if (type == (x86 ? R_X86_64_64 : R_AARCH64_ABS64)) return reference::word;
  if (type == (x86 ? R_X86_64_RELATIVE : R_AARCH64_RELATIVE)) return reference::relative;
  if (type == (x86 ? R_X86_64_GLOB_DAT : R_AARCH64_GLOB_DAT)) return reference::slot;
  if (type == (x86 ? R_X86_64_JUMP_SLOT : R_AARCH64_JUMP_SLOT)) return reference::slot;
  if (type == (x86 ? R_X86_64_COPY : R_AARCH64_COPY)) return reference::copy;
  return reference::other;
}

relocation_table::relocation_table(const elf_object& in, const section& table)
    : in_(in),
      table_(table),
      data_(in.table(table, sizeof(Elf64_Rela))),
      size_(data_ == nullptr ? 0 : data_->d_size / sizeof(Elf64_Rela)) {}

relocation relocation_table::operator[](std::size_t index) const {
  GElf_Rela entry{};
  if (gelf_getrela(data_, static_cast<int>(index), &entry) == nullptr)
    in_.fail("a relocation cannot be read", offset_of(index));
  return {entry.r_offset, GELF_R_SYM(entry.r_info), static_cast<std::uint32_t>(GELF_R_TYPE(entry.r_info)),
          entry.r_addend};
}

std::uint64_t relocation_table::offset_of(std::size_t index) const noexcept {
  return table_.header.sh_offset + index * sizeof(Elf64_Rela);
}

}  // namespace scan
