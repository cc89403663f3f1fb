#include "relocated_uses.hpp"

#include "relocation_table.hpp"

namespace scan {
relocated_uses::relocated_uses(const image& in, const hook_slots& hooks, use_list& uses, std::vector<unknown>& unknowns)
    : in_(in), hooks_(hooks), uses_(uses), unknowns_(unknowns), members_(in.symbols.full().size()) {
  for (std::size_t index = 1; index < members_.size(); ++index)
    members_[index] = find_removed(in.symbols.full().name(index));
}

void relocated_uses::find() {
  for (const section& table : in_.object.sections()) {
    if (table.header.sh_type != SHT_RELA || table.allocated()) continue;
    const section& target = in_.object.section_at(table.header.sh_info, table);
    if (takes_memory(target)) read(table, target);
  }
}

void relocated_uses::read(const section& table, const section& target) {
  const std::uint64_t base = in_.object.relocatable() ? in_.memory.address_of(target) : 0;
  const relocation_table entries(in_.object, table);
  for (std::size_t index = 0; index < entries.size(); ++index) {
    const relocation each = entries[index];
    if (each.symbol == 0) continue;
    if (each.symbol >= members_.size())
      in_.object.fail("a relocation is for a symbol that does not exist", entries.offset_of(index));
    if (members_[each.symbol] == nullptr) continue;
    const std::uint64_t begin = in_.memory.address_of(target);
    if (base + each.place - begin >= target.header.sh_size)
      in_.object.fail("a relocation is for a place outside of its section", entries.offset_of(index));
    note(*members_[each.symbol], target, base + each.place);
  }
}

void relocated_uses::note(const removed_symbol& member, const section& target, std::uint64_t place) {
  if (target.executable())
    uses_.add_code(member, place);
  else if (!hook_slots::is_hook(member))
    uses_.add_data(member, place);
  else if (!hooks_.fills_slot(member, place))
    unknowns_.push_back(hooks_.stored_at(member, place));
}

}  // namespace scan
