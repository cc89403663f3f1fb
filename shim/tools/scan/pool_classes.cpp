#include "pool_classes.hpp"

#include <algorithm>
#include <deque>
#include <optional>
#include <string_view>
#include <utility>

#include "../common/readable_name.hpp"
#include "virtual_table.hpp"

namespace scan {
namespace {

void find_derived(const image& in, std::uint64_t pool, pool_classes& classes) {
  std::deque<std::uint64_t> open = {pool};
  for (; !open.empty(); open.pop_front())
    for (const std::uint64_t type : derived_from(in, open.front()))
      if (type != pool && classes.try_emplace(type).second) open.push_back(type);
  for (auto& [type, each] : classes) {
    each.name = tools::readable_type(type_name(in, type));
    each.bases = bases_of(in, type);
  }
}

const virtual_table* table_inside(const table_group& group, std::uint64_t inside) {
  const auto found = std::ranges::find(
      group, inside, [](const virtual_table& each) { return static_cast<std::uint64_t>(each.inside); });
  return found == group.end() ? nullptr : &*found;
}

/// Where the bases of an object are, one step after the other.
class walk {
 public:
  walk(const image& in, const pool_classes& classes, const table_group& group)
      : in_(in), classes_(classes), group_(group) {}

  /// How far inside an object of class `type` each ThreadPool begins.
  std::set<std::uint64_t> find_pools(std::uint64_t type, std::uint64_t pool) {
    std::set<std::uint64_t> found;
    for (step(type, 0); !open_.empty();) {
      const auto [at, inside] = open_.back();
      open_.pop_back();
      if (at == pool) found.insert(inside);
      if (const auto known = classes_.find(at); known != classes_.end())
        for (const base_class& base : known->second.bases)
          if (const auto next = place_of(base, inside)) step(base.type, *next);
    }
    return found;
  }

 private:
  /// A damaged file may have classes without end.
  static constexpr std::size_t most_steps = 200;

  void step(std::uint64_t type, std::uint64_t inside) {
    if (seen_.size() < most_steps && seen_.emplace(type, inside).second) open_.emplace_back(type, inside);
  }

  [[nodiscard]] std::optional<std::uint64_t> place_of(const base_class& base, std::uint64_t inside) const {
    const auto offset = static_cast<std::uint64_t>(base.offset);
    if (!base.is_virtual) return inside + offset;
    const virtual_table* const table = table_inside(group_, inside);
    const auto further = table == nullptr ? std::nullopt : in_.pointers.integer_at(table->functions + offset);
    return further ? std::optional(inside + static_cast<std::uint64_t>(*further)) : std::nullopt;
  }

  const image& in_;
  const pool_classes& classes_;
  const table_group& group_;
  std::set<std::pair<std::uint64_t, std::uint64_t>> seen_;
  std::vector<std::pair<std::uint64_t, std::uint64_t>> open_;
};

void find_tables(const image& in, std::uint64_t pool, pool_classes& classes) {
  for (auto& [type, each] : classes)
    for (const table_group& group : tables_of(in, type))
      for (const std::uint64_t inside : walk(in, classes, group).find_pools(type, pool))
        if (const virtual_table* const table = table_inside(group, inside);
            table && has_pool_slots(in, table->functions))
          each.tables.insert(table->functions);
}

/// The class that a table belongs to, by the table's own symbol; for classes without type_info.
std::string name_of_table(const image& in, std::uint64_t functions) {
  static constexpr std::string_view prefix = "_ZTV";
  const std::string_view symbol = in.symbols.place_in_variable(functions).name;
  if (!symbol.starts_with(prefix)) return "(a class without a name)";
  return tools::readable_type(symbol.substr(prefix.size()));
}

/// A table that is used only while a base is constructed says nothing new of it.
bool is_for_construction(const image& in, std::uint64_t functions) {
  return in.symbols.place_in_variable(functions).name.starts_with("_ZTC");
}

void add_table(const image& in, std::uint64_t functions, pool_classes& classes) {
  const std::uint64_t type = type_of(in, functions).value_or(functions);
  const auto [found, is_new] = classes.try_emplace(type);
  if (is_new) {
    const std::string name = type_name(in, type);
    found->second.name = name.empty() ? name_of_table(in, functions) : tools::readable_type(name);
    found->second.bases = bases_of(in, type);
  }
  found->second.tables.insert(functions);
}

void find_by_functions(const image& in, const pool_itself& pool, pool_classes& classes) {
  std::set<std::uint64_t> seen = all_tables(classes);
  for (std::size_t slot = first_named_slot; slot < pool_slots.size(); ++slot)
    for (const std::uint64_t function : pool.functions[slot])
      for (const pointer& each : in.pointers.to(function)) {
        const std::uint64_t functions = each.place - slot * slot_size;
        if (!seen.insert(functions).second || !has_pool_slots(in, functions)) continue;
        if (is_for_construction(in, functions)) continue;
        if (!pool.type || type_of(in, functions) != pool.type) add_table(in, functions, classes);
      }
}

}  // namespace

pool_classes find_pool_classes(const image& in, const pool_itself& pool) {
  pool_classes classes;
  if (pool.type) {
    find_derived(in, *pool.type, classes);
    find_tables(in, *pool.type, classes);
  }
  find_by_functions(in, pool, classes);
  return classes;
}

std::set<std::uint64_t> all_tables(const pool_classes& classes) {
  std::set<std::uint64_t> tables;
  for (const auto& each : classes) tables.insert(each.second.tables.begin(), each.second.tables.end());
  return tables;
}

}  // namespace scan
