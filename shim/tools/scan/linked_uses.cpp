#include "linked_uses.hpp"

#include <algorithm>
#include <string>

#include "code_references.hpp"
#include "symbol_table.hpp"

namespace scan {

linked_uses::linked_uses(const image& in, const hook_slots& hooks, use_list& uses, std::vector<unknown>& unknowns)
    : in_(in), hooks_(hooks), uses_(uses), unknowns_(unknowns) {}

void linked_uses::find() {
  find_members();
  find_slots();
  find_ways();
  find_code();
  for (member& each : members_) find_data(each);
  for (const member& each : members_) conclude(each);
}

void linked_uses::find_members() {
  for (const removed_symbol& symbol : removed_symbols)
    if (const auto address = in_.symbols.address_of(symbol.name)) members_.push_back({&symbol, *address});
}

void linked_uses::find_slots() {
  std::map<std::uint64_t, std::size_t> by_address;
  for (std::size_t index = 0; index < members_.size(); ++index) by_address.emplace(members_[index].address, index);
  for (const pointer& slot : in_.pointers.slots())
    if (const auto found = by_address.find(slot.target); found != by_address.end()) {
      members_[found->second].bound = true;
      entries_.emplace(slot.place, found->second);
    }
  // What is bound within the file stands in the same tables, as any other pointer.
  for (const auto& [address, index] : by_address)
    for (const pointer& each : in_.pointers.to(address))
      if (is_for_code(each.place)) entries_.emplace(each.place, index);
}

void linked_uses::find_ways() {
  const auto slots = entries_;
  for (const pointer& entry : find_entries(in_))
    if (const auto found = slots.find(entry.target); found != slots.end()) entries_.emplace(entry.place, found->second);
  for (std::size_t index = 0; index < members_.size(); ++index)
    if (members_[index].address < imports_begin) entries_.emplace(members_[index].address, index);
}

void linked_uses::find_code() {
  for (const code_reference& each : find_code_references(in_, entries_)) {
    members_[each.target].seen = true;
    uses_.add_code(*members_[each.target].symbol, each.place);
  }
}

void linked_uses::find_data(member& of) {
  for (const pointer& each : in_.pointers.to(of.address)) {
    if (is_for_code(each.place)) continue;
    if (hooks_.fills_slot(*of.symbol, each.place)) {
      of.slot = true;
    } else if (hook_slots::is_hook(*of.symbol)) {
      unknowns_.push_back(hooks_.stored_at(*of.symbol, each.place));
    } else {
      of.seen = true;
      uses_.add_data(*of.symbol, each.place);
    }
  }
}

void linked_uses::conclude(const member& about) {
  if (about.seen || !is_import(about)) return;
  // A program at a fixed address has an entry of its own for each function in a table, called or not.
  const bool has_entry = about.address < imports_begin;
  const bool for_table_only = about.slot && (has_entry || !about.bound);
  if (for_table_only && has_entry && in_.object.header().e_machine != EM_X86_64)
    unknowns_.push_back({"calls of " + std::string(row_of(about.symbol->id).member),
                         "the program's entry for it serves a table of virtual functions, and its code is not read"});
  else if (!for_table_only)
    uses_.add(*about.symbol);
}

bool linked_uses::is_import(const member& which) const {
  return in_.symbols.is_import(which.address);
}

bool linked_uses::is_for_code(std::uint64_t place) const {
  const section* const around = in_.memory.section_around(place);
  return around != nullptr && around->name.starts_with(".got");
}

}  // namespace scan
