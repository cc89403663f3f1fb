#include "virtual_table.hpp"

#include <algorithm>

#include "pool_slots.hpp"

namespace scan {
namespace {

// Fields before the functions.
constexpr std::uint64_t type_field = 8;
constexpr std::uint64_t offset_field = 16;

constexpr std::int64_t largest_object = std::int64_t{1} << 40;

bool is_function(const image& in, std::uint64_t address) {
  return in.symbols.is_import(address) || in.memory.is_code(address);
}

/// How far inside an object; none if this is no table.
std::optional<std::int64_t> inside(const image& in, std::uint64_t functions) {
  const auto to_top = in.pointers.integer_at(functions - offset_field);
  if (!to_top || *to_top > 0 || *to_top < -largest_object) return std::nullopt;
  return -*to_top;
}

/// What is pure virtual, and the destructors of a class that no object can have, may be missing.
bool may_be_slot(const image& in, std::uint64_t place) {
  const auto function = in.pointers.pointer_at(place);
  return function ? is_function(in, *function) : in.pointers.integer_at(place) == 0;
}

}  // namespace

std::vector<table_group> tables_of(const image& in, std::uint64_t type) {
  std::vector<table_group> groups;
  for (const pointer& each : in.pointers.to(type)) {
    const std::uint64_t functions = each.place + type_field;
    const auto distance = inside(in, functions);
    if (!distance || !may_be_slot(in, functions)) continue;
    // The first table of a group is for the whole object.
    if (*distance == 0 || groups.empty()) groups.emplace_back();
    groups.back().push_back({functions, *distance});
  }
  return groups;
}

std::optional<std::uint64_t> type_of(const image& in, std::uint64_t functions) {
  return in.pointers.pointer_at(functions - type_field);
}

std::optional<std::uint64_t> function_in(const image& in, std::uint64_t functions, std::size_t slot) {
  const auto function = in.pointers.pointer_at(functions + slot * slot_size);
  if (!function || !is_function(in, *function)) return std::nullopt;
  return in.symbols.name_at(*function) == "__cxa_pure_virtual" ? std::nullopt : function;
}

std::string_view name_in_slot(const image& in, std::uint64_t function, std::size_t slot) {
  return in.symbols.name_with(pool_slots[slot].part, function);
}

bool has_pool_slots(const image& in, std::uint64_t functions) {
  if (!inside(in, functions)) return false;
  bool any = false;
  for (std::size_t slot = 0; slot < pool_slots.size(); ++slot) {
    if (!may_be_slot(in, functions + slot * slot_size)) return false;
    any = any || function_in(in, functions, slot);
  }
  return any;
}

}  // namespace scan
