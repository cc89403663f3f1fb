#include "symbol_table.hpp"

#include <algorithm>

namespace scan {
namespace {

/// The section indices of a table whose symbols are in more sections than fit; null if there are none.
Elf_Data* extended_indices(const elf_object& in, std::size_t table) {
  for (const section& other : in.sections())
    if (other.header.sh_type == SHT_SYMTAB_SHNDX && other.header.sh_link == table)
      return in.table(other, sizeof(GElf_Word));
  return nullptr;
}

std::uint64_t address_of(const GElf_Sym& entry, std::uint32_t in_section, const std::vector<std::uint64_t>& bases) {
  if (bases.empty() || in_section == SHN_ABS) return entry.st_value;
  return in_section < bases.size() ? bases[in_section] + entry.st_value : 0;
}

}  // namespace

symbol_table::symbol_table(const elf_object& in, const section& table, const std::vector<std::uint64_t>& bases)
    : in_(&in), names_(&in.section_at(table.header.sh_link, table)) {
  Elf_Data* const data = in.table(table, sizeof(Elf64_Sym));
  if (data == nullptr) return;
  Elf_Data* const more = extended_indices(in, static_cast<std::size_t>(&table - in.sections().data()));
  symbols_.resize(data->d_size / sizeof(Elf64_Sym));
  for (std::size_t index = 0; index < symbols_.size(); ++index) {
    GElf_Sym entry{};
    GElf_Word extended = 0;
    if (gelf_getsymshndx(data, more, static_cast<int>(index), &entry, &extended) == nullptr)
      in.fail("a symbol cannot be read", table.header.sh_offset + index * sizeof(Elf64_Sym));
    const std::uint32_t place = entry.st_shndx == SHN_XINDEX ? extended : entry.st_shndx;
    symbol& next = symbols_[index];
    next.name = entry.st_name;
    next.type = GELF_ST_TYPE(entry.st_info);
    next.size = entry.st_size;
    next.defined = place != SHN_UNDEF;
    next.address = next.defined ? address_of(entry, place, bases) : entry.st_value;
    // The address that a program without position independence gives to a function of a library stays.
    if (!next.defined && next.address == 0) next.address = imports_begin + index * import_room;
  }
}

std::string_view symbol_table::name(std::size_t index) const {
  const std::string_view name = in_->text(*names_, symbols_[index].name);
  return name.substr(0, name.find('@'));
}

}  // namespace scan
