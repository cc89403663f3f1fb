#include "use_list.hpp"

#include <algorithm>
#include <string>

#include "names.hpp"

namespace scan {

void use_list::add_code(const removed_symbol& member, std::uint64_t place) {
  // The last byte of a call, as in the log: one before the address that it returns to.
  const std::uint64_t last = place + 3;
  const named_place function = in_.symbols.place_in_function(last);
  if (beside_pool_ && function.name.empty()) passed_over_ = true;
  if (beside_pool_ && (function.name.empty() || is_pool_code(function.name))) return;
  uses_[&member].try_emplace(last, described(function, last));
}

void use_list::add_data(const removed_symbol& member, std::uint64_t place) {
  uses_[&member].try_emplace(place, described(in_.symbols.place_in_variable(place), place));
}

place use_list::described(const named_place& named, std::uint64_t at) {
  place result;
  result.function = texts_.of(named.name);
  result.offset = named.offset;
  if (const section* const around = in_.memory.section_around(at)) {
    result.section = texts_.of(around->name);
    if (named.name.empty()) result.offset = at - in_.memory.address_of(*around);
  }
  if (!in_.object.relocatable()) result.address = at;
  return result;
}

void use_list::move_to(object_findings& found) {
  for (auto& [member, places] : uses_) {
    direct_use use{&row_of(member->id), std::string(member->name), {}};
    for (auto& each : places) use.places.push_back(std::move(each.second));
    found.uses.push_back(std::move(use));
  }
  std::ranges::stable_sort(found.uses, {}, [](const direct_use& use) { return use.what->id; });
  if (passed_over_)
    found.unknowns.push_back({"some direct uses",
                              "the pool is in the same file, and there is no name for the functions that use removed "
                              "members: they may be the pool's own"});
  uses_.clear();
}

}  // namespace scan
