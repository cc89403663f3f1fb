#include "symbol_map.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace scan {
namespace {

const section* first_of(const elf_object& in, std::uint32_t type) {
  const auto found = std::ranges::find(in.sections(), type, [](const section& each) { return each.header.sh_type; });
  return found != in.sections().end() && found->in_file() ? &*found : nullptr;
}

bool is_known(std::string_view name) {
  static constexpr std::array<std::string_view, 5> prefixes = {
      "_ZN10threadpool", "_ZNK10threadpool", "_ZTIN10threadpool", "_ZTVN10threadpool", "_ZTVN10__cxxabiv1"};
  return std::ranges::any_of(prefixes, [&](std::string_view prefix) { return name.starts_with(prefix); });
}

}  // namespace

symbol_map::symbol_map(const elf_object& object, const address_space& memory) {
  const section* const full = first_of(object, SHT_SYMTAB);
  const section* const linkage = object.relocatable() ? full : first_of(object, SHT_DYNSYM);
  if (linkage != nullptr) linkage_ = symbol_table(object, *linkage, memory.bases());
  if (full != nullptr && full != linkage) full_ = symbol_table(object, *full, memory.bases());
  note(linkage_);
  note(full_);
  const auto place = [](const range& each) { return std::pair(each.begin, each.size); };
  std::ranges::stable_sort(functions_, {}, place);
  std::ranges::stable_sort(variables_, {}, place);
}

void symbol_map::note(const symbol_table& table) {
  for (std::size_t index = 1; index < table.size(); ++index) note(table, index);
}

void symbol_map::note(const symbol_table& table, std::size_t index) {
  const symbol& each = table[index];
  // The full table repeats what the loader's imports.
  if (each.type == STT_SECTION || each.type == STT_FILE || (!each.defined && &table == &full_)) return;
  const std::string_view name = table.name(index);
  if (is_known(name)) known_.emplace(name, each.address);
  if (!each.defined) {
    imports_.emplace(each.address, name);
    return;
  }
  const range place{each.address, each.size, &table, index};
  if (each.type == STT_FUNC || each.type == STT_GNU_IFUNC) functions_.push_back(place);
  if (each.type == STT_OBJECT) variables_.push_back(place);
}

std::string_view symbol_map::name_at(std::uint64_t address) const {
  if (const auto found = imports_.find(address); found != imports_.end()) return found->second;
  for (const std::vector<range>* ranges : {&functions_, &variables_}) {
    const auto first = std::ranges::lower_bound(*ranges, address, {}, &range::begin);
    if (first != ranges->end() && first->begin == address) return first->table->name(first->symbol);
  }
  return {};
}

std::string_view symbol_map::name_with(std::string_view part, std::uint64_t address) const {
  const auto [known, is_new] = names_with_.try_emplace({address, part});
  if (is_new) known->second = find_name_with(part, address);
  return known->second;
}

std::string_view symbol_map::find_name_with(std::string_view part, std::uint64_t address) const {
  const std::string_view first = name_at(address);
  if (is_import(address) || first.find(part) != first.npos) return first;
  for (const range& each : std::ranges::equal_range(functions_, address, {}, &range::begin))
    if (const std::string_view name = each.table->name(each.symbol); name.find(part) != name.npos) return name;
  return first;
}

named_place symbol_map::place_in(const std::vector<range>& ranges, std::uint64_t address) {
  const auto behind = std::ranges::upper_bound(ranges, address, {}, &range::begin);
  if (behind == ranges.begin()) return {};
  const range& candidate = *(behind - 1);
  // Functions written in assembly language often have no size.
  if (candidate.size != 0 && address - candidate.begin >= candidate.size) return {};
  return {candidate.table->name(candidate.symbol), address - candidate.begin};
}

named_place symbol_map::place_in_function(std::uint64_t address) const {
  return place_in(functions_, address);
}

named_place symbol_map::place_in_variable(std::uint64_t address) const {
  return place_in(variables_, address);
}

std::optional<std::uint64_t> symbol_map::address_of(std::string_view name) const {
  const auto found = known_.find(name);
  return found == known_.end() ? std::nullopt : std::optional(found->second);
}

bool symbol_map::defines(std::string_view name) const {
  const auto address = address_of(name);
  return address && !is_import(*address);
}

}  // namespace scan
