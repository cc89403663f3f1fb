#include "doubtful_classes.hpp"

#include <algorithm>
#include <array>
#include <deque>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "../common/readable_name.hpp"
#include "virtual_table.hpp"

namespace scan {
namespace {

bool is_foreign_type(std::string_view symbol) {
  static constexpr std::array<std::string_view, 4> no_pools = {"_ZTISt", "_ZTINSt", "_ZTIN10__cxxabiv1",
                                                               "_ZTIN9__gnu_cxx"};
  const auto begins = [&](std::string_view prefix) { return symbol.starts_with(prefix); };
  return symbol.starts_with("_ZTI") && std::ranges::none_of(no_pools, begins);
}

/// The type_infos of other files, each with its symbol.
std::map<std::uint64_t, std::string_view> foreign_types(const image& in) {
  std::map<std::uint64_t, std::string_view> types;
  for (const auto& [address, symbol] : in.symbols.imports())
    if (is_foreign_type(symbol)) types.emplace(address, symbol);
  for (const std::uint64_t address : in.pointers.copies())
    if (const std::string_view symbol = in.symbols.name_at(address); is_foreign_type(symbol))
      types.emplace(address, symbol);
  return types;
}

/// Each class below those of other files, with the one that it was reached from.
std::map<std::uint64_t, std::string_view> classes_below(const image& in, const pool_itself& pool) {
  std::map<std::uint64_t, std::string_view> below = foreign_types(in);
  if (pool.type) below.erase(*pool.type);
  std::deque<std::uint64_t> open;
  for (const auto& each : below) open.push_back(each.first);
  for (; !open.empty(); open.pop_front())
    for (const std::uint64_t type : derived_from(in, open.front()))
      if (below.emplace(type, below[open.front()]).second) open.push_back(type);
  return below;
}

/// A class that has no pure virtual function is meant: of others there are no objects.
bool could_override(const image& in, std::uint64_t functions) {
  if (!has_pool_slots(in, functions)) return false;
  for (std::size_t slot = first_named_slot; slot < pool_slots.size(); ++slot) {
    const auto function = function_in(in, functions, slot);
    if (!function) return false;
    const std::string_view name = name_in_slot(in, *function, slot);
    if (!name.empty() && name.find(pool_slots[slot].part) == name.npos) return false;
  }
  return true;
}

bool is_doubtful(const image& in, std::uint64_t type, const std::set<std::uint64_t>& certain) {
  for (const table_group& group : tables_of(in, type))
    for (const virtual_table& table : group)
      if (could_override(in, table.functions) && !certain.contains(table.functions)) return true;
  return false;
}

std::string others(std::size_t count) {
  if (count == 0) return {};
  return " and " + std::to_string(count) + (count == 1 ? " other" : " others");
}

}  // namespace

std::vector<unknown> find_doubtful_classes(const image& in, const pool_itself& pool, const pool_classes& classes) {
  const std::set<std::uint64_t> certain = all_tables(classes);
  std::map<std::string_view, std::vector<std::uint64_t>> doubtful;  // by the base in another file
  for (const auto& [type, foreign] : classes_below(in, pool))
    if (is_doubtful(in, type, certain)) doubtful[foreign].push_back(type);
  std::vector<unknown> unknowns;
  unknowns.reserve(doubtful.size());
  for (const auto& [foreign, types] : doubtful)
    unknowns.push_back(
        {"overrides in class " + tools::readable_type(type_name(in, types.front())) + others(types.size() - 1),
         "the base class " + tools::readable_type(foreign.substr(4)) +
             " is in another file, and may be a ThreadPool or not"});
  return unknowns;
}

}  // namespace scan
