// Uses that have a relocation each: in objects that are still to be linked, and in files that kept the linker's
// relocations (-Wl,--emit-relocs).
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <vector>

#include "hook_slots.hpp"
#include "use_list.hpp"

namespace scan {

class relocated_uses {
 public:
  relocated_uses(const image& in, const hook_slots& hooks, use_list& uses, std::vector<unknown>& unknowns);
  void find();

 private:
  void read(const section& table, const section& target);
  void note(const removed_symbol& member, const section& target, std::uint64_t place);

  const image& in_;
  const hook_slots& hooks_;
  use_list& uses_;
  std::vector<unknown>& unknowns_;
  std::vector<const removed_symbol*> members_;  // by symbol; null for other symbols
};

}  // namespace scan
