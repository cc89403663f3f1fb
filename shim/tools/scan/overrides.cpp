#include "overrides.hpp"

#include <algorithm>
#include <optional>
#include <string>

#include "names.hpp"
#include "removed_symbols.hpp"
#include "virtual_table.hpp"

namespace scan {
namespace {

class search {
 public:
  search(const image& in, const pool_itself& pool, const pool_classes& classes)
      : in_(in), pool_(pool), classes_(classes) {}

  void look_at(std::uint64_t type, const pool_class& at, object_findings& found) const {
    if (at.tables.empty() && !tables_of(in_, type).empty())
      found.unknowns.push_back({"overrides in class " + at.name, "its table for ThreadPool's functions is not found"});
    for (std::size_t slot = 0; slot < pool_slots.size(); ++slot)
      if (!pool_slots[slot].overridden.empty()) look_at(at, slot, found);
  }

 private:
  void look_at(const pool_class& at, std::size_t slot, object_findings& found) const {
    if (const auto function = override_in(at, slot)) found.overrides.push_back(described(at, slot, *function));
  }

  overridden_hook described(const pool_class& at, std::size_t slot, std::uint64_t function) const {
    overridden_hook hook{&row_of(pool_slots[slot].overridden), at.name, identity(function, slot), std::nullopt, false};
    if (!in_.object.relocatable() && !in_.symbols.is_import(function)) hook.address = function;
    hook.inherited = is_inherited(at, slot, function);
    return hook;
  }

  bool is_inherited(const pool_class& at, std::size_t slot, std::uint64_t function) const {
    // A linked file has the functions of its classes; those of another file belong to a base there.
    if (in_.symbols.is_import(function)) return !in_.object.relocatable();
    return std::ranges::any_of(at.bases, [&](const base_class& base) {
      const auto known = classes_.find(base.type);
      return known != classes_.end() && is_same(override_in(known->second, slot), function, slot);
    });
  }

  /// The first function that is not ThreadPool's own.
  std::optional<std::uint64_t> override_in(const pool_class& at, std::size_t slot) const {
    for (const std::uint64_t table : at.tables)
      if (const auto function = function_in(in_, table, slot); function && !pool_.owns(slot, *function))
        return function;
    return std::nullopt;
  }

  /// In the table of a base further inside is a thunk, which leads to the same function.
  bool is_same(std::optional<std::uint64_t> a, std::uint64_t b, std::size_t slot) const {
    if (!a) return false;
    return *a == b || (!identity(b, slot).empty() && identity(*a, slot) == identity(b, slot));
  }

  std::string identity(std::uint64_t function, std::size_t slot) const {
    return without_thunk(name_in_slot(in_, function, slot));
  }

  const image& in_;
  const pool_itself& pool_;
  const pool_classes& classes_;
};

}  // namespace

void find_overrides(const image& in, const pool_itself& pool, const pool_classes& classes, object_findings& found) {
  const search all(in, pool, classes);
  for (const auto& [type, each] : classes) all.look_at(type, each, found);
}

}  // namespace scan
