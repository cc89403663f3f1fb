#include "pointer_map.hpp"

#include <algorithm>
#include <utility>

#include "relocation_table.hpp"

namespace scan {
namespace {

constexpr std::uint64_t word = sizeof(std::uint64_t);

std::pair<std::uint64_t, std::uint64_t> target_then_place(const pointer& each) {
  return {each.target, each.place};
}

/// Packed relocations say where the pointers are, not what they are.
bool has_pointers_without_relocation(const elf_object& object) {
  const auto packed = [](const section& each) { return each.header.sh_type == SHT_RELR; };
  if (object.relocatable()) return false;
  return object.header().e_type == ET_EXEC || std::ranges::any_of(object.sections(), packed);
}

}  // namespace

pointer_map::pointer_map(const elf_object& object, const address_space& memory, const symbol_map& symbols)
    : object_(object),
      memory_(memory),
      symbols_(symbols),
      words_are_pointers_(has_pointers_without_relocation(object)) {
  for (const section& table : object.sections())
    if (table.header.sh_type == SHT_RELA && (table.allocated() || object.relocatable())) read(table);
  std::ranges::stable_sort(by_place_, {}, &pointer::place);
  by_target_ = by_place_;
  if (words_are_pointers_)
    for (const section* each : memory.sections())
      if (is_data(*each)) find_words(*each);
  std::ranges::sort(by_target_, {}, target_then_place);
  const auto repeated = std::ranges::unique(by_target_, {}, target_then_place);
  by_target_.erase(repeated.begin(), repeated.end());
  std::ranges::sort(slots_, {}, target_then_place);
}

void pointer_map::read(const section& table) {
  std::uint64_t base = 0, size = ~std::uint64_t{0};
  if (object_.relocatable()) {
    const section& target = object_.section_at(table.header.sh_info, table);
    if (!takes_memory(target)) return;
    base = memory_.address_of(target);
    size = target.header.sh_size;
  }
  const symbol_table& symbols = symbols_.linkage();
  const relocation_table entries(object_, table);
  for (std::size_t index = 0; index < entries.size(); ++index) {
    const relocation each = entries[index];
    // A program without libraries relocates itself, by a table that belongs to no symbols.
    if (each.symbol != 0 && each.symbol >= symbols.size())
      object_.fail("a relocation is for a symbol that does not exist", entries.offset_of(index));
    const std::uint64_t of = each.symbol == 0 ? 0 : symbols[each.symbol].address;
    const pointer found{base + each.place, of + static_cast<std::uint64_t>(each.addend)};
    const reference kind = meaning(object_.header().e_machine, each.type);
    if (kind != reference::other && each.place >= size)
      object_.fail("a relocation is for a place outside of its section", entries.offset_of(index));
    if (kind == reference::word || kind == reference::relative) by_place_.push_back(found);
    if (kind == reference::slot) slots_.push_back(found);
    if (kind == reference::copy) copies_.push_back(found.place);
  }
}

void pointer_map::find_words(const section& in) {
  const byte_view bytes = object_.bytes(in);
  const std::uint64_t begin = memory_.address_of(in);
  for (std::uint64_t at = (word - begin % word) % word; at + word <= bytes.size(); at += word) {
    const auto value = little_endian<std::uint64_t>(bytes, at);
    if (value != 0 && is_address(value)) by_target_.push_back({begin + at, value});
  }
}

bool pointer_map::is_address(std::uint64_t value) const {
  return memory_.section_around(value) != nullptr;
}

const pointer* pointer_map::relocated(std::uint64_t place) const noexcept {
  const auto found = std::ranges::lower_bound(by_place_, place, {}, &pointer::place);
  return found != by_place_.end() && found->place == place ? &*found : nullptr;
}

std::optional<std::uint64_t> pointer_map::pointer_at(std::uint64_t place) const {
  if (const pointer* const found = relocated(place)) return found->target;
  if (!words_are_pointers_) return std::nullopt;
  const auto value = memory_.word_at(place);
  return value && is_address(*value) ? value : std::nullopt;
}

std::optional<std::int64_t> pointer_map::integer_at(std::uint64_t place) const {
  if (relocated(place) != nullptr) return std::nullopt;
  const auto value = memory_.word_at(place);
  return value ? std::optional(static_cast<std::int64_t>(*value)) : std::nullopt;
}

std::span<const pointer> pointer_map::to(std::uint64_t target) const noexcept {
  const auto found = std::ranges::equal_range(by_target_, target, {}, &pointer::target);
  return {found.begin(), found.end()};
}

}  // namespace scan
