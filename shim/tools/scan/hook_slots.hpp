// Hooks among the removed members: their addresses also stand in tables of virtual functions, which is no use.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <cstdint>
#include <set>

#include "findings.hpp"
#include "pool_classes.hpp"
#include "removed_symbols.hpp"

namespace scan {

class hook_slots {
 public:
  hook_slots(const image& in, const pool_itself& pool, const pool_classes& classes)
      : in_(in), pool_(pool), tables_(all_tables(classes)) {}

  /// Whether it is virtual.
  [[nodiscard]] static bool is_hook(const removed_symbol& member);
  /// Whether the address of this hook, at `place`, only fills its slot in a table.
  [[nodiscard]] bool fills_slot(const removed_symbol& member, std::uint64_t place) const;
  /// What is said of a hook's address that stands elsewhere.
  [[nodiscard]] unknown stored_at(const removed_symbol& member, std::uint64_t place) const;

 private:
  const image& in_;
  const pool_itself& pool_;
  const std::set<std::uint64_t> tables_;
};

}  // namespace scan
