#include "elf_object.hpp"

#include <algorithm>
#include <cstring>

#include "../common/clean_text.hpp"
#include "damaged.hpp"

namespace scan {
namespace {

/// A section without contents takes memory only, and this much more than any machine has.
constexpr std::uint64_t largest_section = std::uint64_t{1} << 40;
constexpr std::size_t longest_text = std::size_t{1} << 16;  // longer names exist on purpose only

std::string called(const section& of) {
  return "section '" + tools::clean(of.name) + "'";
}

}  // namespace

elf_object::elf_object(Elf* elf) : elf_(elf), position_(static_cast<std::uint64_t>(elf_getbase(elf))) {
  std::size_t size = 0;
  const char* const start = elf_rawfile(elf, &size);
  bytes_ = {reinterpret_cast<const unsigned char*>(start), start == nullptr ? 0 : size};
  if (gelf_getehdr(elf, &header_) == nullptr) fail("the ELF header is cut off", 0);
  std::size_t count = 0;
  std::size_t names = 0;
  if (elf_getshdrnum(elf_, &count) != 0 || elf_getshdrstrndx(elf_, &names) != 0)
    fail("the section headers are not where the ELF header says", header_.e_shoff);
  if (count == 0 && header_.e_shoff != 0) fail("the section headers are cut off", header_.e_shoff);
  read_sections(count);
  name_sections(names);
  check_sizes();
}

std::uint64_t elf_object::offset_of_header(std::size_t index) const noexcept {
  return header_.e_shoff + index * sizeof(Elf64_Shdr);
}

void elf_object::read_sections(std::size_t count) {
  sections_.resize(count);
  for (std::size_t index = 0; index < count; ++index)
    if (gelf_getshdr(elf_getscn(elf_, index), &sections_[index].header) == nullptr)
      fail("a section header is cut off", offset_of_header(index));
}

void elf_object::name_sections(std::size_t names) {
  if (names == SHN_UNDEF) return;
  if (names >= sections_.size()) fail("the sections' names are in a section that does not exist", 0);
  for (section& each : sections_) each.name = text(sections_[names], each.header.sh_name);
}

/// Linkers share nothing between sections. Where much is shared, reading each would take longer than the file is long.
void elf_object::check_sizes() const {
  std::uint64_t total = 0;
  for (const section& each : sections_) {
    const auto index = static_cast<std::size_t>(&each - sections_.data());
    if (each.header.sh_size > largest_section && index > 0)
      fail(called(each) + " is larger than any memory", offset_of_header(index));
    if (each.in_file()) total += each.header.sh_size;
  }
  if (total / 2 > bytes_.size()) fail("the sections are larger than the file", header_.e_shoff);
}

const section& elf_object::section_at(std::size_t index, const section& named_by) const {
  if (index >= sections_.size())
    fail(called(named_by) + " belongs to a section that does not exist", named_by.header.sh_offset);
  return sections_[index];
}

byte_view elf_object::bytes(const section& of) const {
  if (!of.in_file()) return {};
  const auto [offset, size] = std::pair(of.header.sh_offset, of.header.sh_size);
  if (offset > bytes_.size() || size > bytes_.size() - offset)
    fail(called(of) + " reaches beyond the end of the file", offset);
  return bytes_.subspan(offset, size);
}

Elf_Data* elf_object::table(const section& of, std::size_t entry) const {
  const byte_view contents = bytes(of);
  if (contents.empty()) return nullptr;
  if (of.header.sh_entsize != entry || contents.size() % entry != 0)
    fail(called(of) + " is no table with entries of " + std::to_string(entry) + " bytes", of.header.sh_offset);
  const auto index = static_cast<std::size_t>(&of - sections_.data());
  Elf_Data* const data = elf_getdata(elf_getscn(elf_, index), nullptr);
  if (data == nullptr || data->d_size != contents.size())
    fail(called(of) + " cannot be read: " + elf_errmsg(-1), of.header.sh_offset);
  return data;
}

std::string_view elf_object::text(const section& table, std::uint64_t at) const {
  const byte_view contents = bytes(table);
  if (at >= contents.size()) fail("a name is not in " + called(table), table.header.sh_offset);
  const char* const start = reinterpret_cast<const char*>(contents.data()) + at;
  const std::size_t most = std::min(longest_text, contents.size() - at);
  const void* const end = std::memchr(start, 0, most);
  if (end == nullptr && most < longest_text)
    fail("a name in " + called(table) + " has no end", table.header.sh_offset + at);
  return {start, end == nullptr ? most : static_cast<std::size_t>(static_cast<const char*>(end) - start)};
}

void elf_object::fail(const std::string& what, std::uint64_t offset) const {
  throw damaged(what, position_ + offset);
}

}  // namespace scan
