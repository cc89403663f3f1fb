#include "address_space.hpp"

#include <algorithm>

namespace scan {
namespace {

constexpr std::uint64_t page = 0x1000;
constexpr std::size_t longest_text = 4096;

}  // namespace

/// Thread-local variables that start at zero take none of the file's memory, though their section has an address.
bool takes_memory(const section& each) noexcept {
  return each.allocated() && each.header.sh_size > 0 && (each.in_file() || (each.header.sh_flags & SHF_TLS) == 0);
}

bool is_data(const section& each) noexcept {
  return each.header.sh_type == SHT_PROGBITS && !each.executable();
}

address_space::address_space(const elf_object& object) : object_(object) {
  std::uint64_t next = page;
  for (const section& each : object.sections()) {
    if (takes_memory(each)) sections_.push_back(&each);
    if (!object.relocatable()) continue;
    bases_.push_back(takes_memory(each) ? next : 0);
    if (takes_memory(each)) next += (each.header.sh_size / page + 2) * page;
  }
  std::ranges::stable_sort(sections_, {}, [this](const section* each) { return address_of(*each); });
}

std::uint64_t address_space::address_of(const section& of) const noexcept {
  return bases_.empty() ? of.header.sh_addr : bases_[static_cast<std::size_t>(&of - object_.sections().data())];
}

const section* address_space::section_around(std::uint64_t address) const noexcept {
  const auto begin_of = [this](const section* each) { return address_of(*each); };
  const auto behind = std::ranges::upper_bound(sections_, address, {}, begin_of);
  if (behind == sections_.begin()) return nullptr;
  const section* const candidate = *(behind - 1);
  return address - address_of(*candidate) < candidate->header.sh_size ? candidate : nullptr;
}

bool address_space::is_code(std::uint64_t address) const noexcept {
  const section* const around = section_around(address);
  return around != nullptr && around->executable();
}

byte_view address_space::bytes_from(std::uint64_t address) const {
  const section* const around = section_around(address);
  if (around == nullptr) return {};
  const byte_view bytes = object_.bytes(*around);
  const std::uint64_t at = address - address_of(*around);
  return at < bytes.size() ? bytes.subspan(at) : byte_view();
}

std::optional<std::uint64_t> address_space::word_at(std::uint64_t place) const {
  const byte_view bytes = bytes_from(place);
  if (bytes.size() < sizeof(std::uint64_t)) return std::nullopt;
  return little_endian<std::uint64_t>(bytes, 0);
}

std::string_view address_space::text_at(std::uint64_t address) const {
  const byte_view rest = bytes_from(address);
  const byte_view text = rest.first(std::min(longest_text, rest.size()));
  const auto end = std::ranges::find(text, 0);
  if (end == text.end()) return {};
  return {reinterpret_cast<const char*>(text.data()), static_cast<std::size_t>(end - text.begin())};
}

}  // namespace scan
