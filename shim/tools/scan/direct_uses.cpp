#include "direct_uses.hpp"

#include <algorithm>

#include "hook_slots.hpp"
#include "linked_uses.hpp"
#include "relocated_uses.hpp"
#include "use_list.hpp"

namespace scan {
namespace {

bool defines_removed_members(const image& in) {
  return std::ranges::any_of(removed_symbols,
                             [&](const removed_symbol& each) { return in.symbols.defines(each.name); });
}

/// What is in the same file is called without a trace that would be sure.
unknown pool_inside(const image& in) {
  if (!defines_removed_members(in))
    return {"direct uses", "the pool itself is linked into this file, and the symbols were stripped"};
  return {"direct uses",
          "the pool itself is linked into this file: a call leaves no relocation there. Calls that are found by the "
          "address of the member are listed; a linker that optimises (-flto) may have removed others. Scan the objects "
          "that the file is linked from"};
}

}  // namespace

void find_direct_uses(const image& in, const pool_itself& pool, const pool_classes& classes, object_findings& found) {
  const bool inside = pool.inside || defines_removed_members(in);
  const hook_slots hooks(in, pool, classes);
  use_list uses(in, inside);
  relocated_uses(in, hooks, uses, found.unknowns).find();
  if (!in.object.relocatable()) {
    linked_uses(in, hooks, uses, found.unknowns).find();
    if (inside) found.unknowns.push_back(pool_inside(in));
  }
  uses.move_to(found);
}

}  // namespace scan
