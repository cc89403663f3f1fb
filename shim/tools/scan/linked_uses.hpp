// Uses in a linked file: what the loader has to find for it, and the code that goes there.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <map>
#include <set>
#include <vector>

#include "hook_slots.hpp"
#include "use_list.hpp"

namespace scan {

class linked_uses {
 public:
  linked_uses(const image& in, const hook_slots& hooks, use_list& uses, std::vector<unknown>& unknowns);
  void find();

 private:
  struct member {
    const removed_symbol* symbol = nullptr;
    std::uint64_t address = 0;
    bool bound = false;  ///< the loader puts its address where code finds it
    bool seen = false;   ///< in code or in a variable
    bool slot = false;   ///< in a table of virtual functions
  };

  void find_members();
  void find_slots();
  void find_ways();
  void find_code();
  void find_data(member& of);
  void conclude(const member& about);
  [[nodiscard]] bool is_import(const member& which) const;
  [[nodiscard]] bool is_for_code(std::uint64_t place) const;

  const image& in_;
  const hook_slots& hooks_;
  use_list& uses_;
  std::vector<unknown>& unknowns_;
  std::vector<member> members_;
  std::map<std::uint64_t, std::size_t> entries_;  // by the address that code goes to, or through: the member
};

}  // namespace scan
