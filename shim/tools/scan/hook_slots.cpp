#include "hook_slots.hpp"

#include <algorithm>
#include <string>

#include "virtual_table.hpp"

namespace scan {
namespace {

const pool_slot* slot_of(const removed_symbol& member) {
  const auto found = std::ranges::find(pool_slots, member.name, &pool_slot::function);
  return found == pool_slots.end() ? nullptr : &*found;
}

}  // namespace

bool hook_slots::is_hook(const removed_symbol& member) {
  return slot_of(member) != nullptr;
}

bool hook_slots::fills_slot(const removed_symbol& member, std::uint64_t place) const {
  const pool_slot* const slot = slot_of(member);
  if (slot == nullptr) return false;
  const std::uint64_t functions = place - static_cast<std::uint64_t>(slot - pool_slots.data()) * slot_size;
  if (tables_.contains(functions) || has_pool_slots(in_, functions)) return true;
  return pool_.inside && type_of(in_, functions) == pool_.type;
}

unknown hook_slots::stored_at(const removed_symbol& member, std::uint64_t place) const {
  const section* const around = in_.memory.section_around(place);
  return {"a use of " + std::string(row_of(member.id).member),
          "its address is stored in section '" + std::string(around == nullptr ? std::string_view() : around->name) +
              "', in no table of virtual functions of a known form"};
}

}  // namespace scan
