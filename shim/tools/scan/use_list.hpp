// Direct uses, as they are collected.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <cstdint>
#include <map>
#include <string_view>
#include <utility>
#include <vector>

#include "findings.hpp"
#include "image.hpp"
#include "removed_symbols.hpp"

namespace scan {

class use_list {
 public:
  /// `beside_pool`: the pool's own code is in the same file, and may use what it has.
  use_list(const image& in, bool beside_pool) : in_(in), beside_pool_(beside_pool) {}

  /// It is used somewhere.
  void add(const removed_symbol& member) { uses_[&member]; }
  /// An instruction with an operand of four bytes at `place` refers to it.
  void add_code(const removed_symbol& member, std::uint64_t place);
  /// A variable at `place` has its address.
  void add_data(const removed_symbol& member, std::uint64_t place);

  /// Uses by ID; adds also what could not be told.
  void move_to(object_findings& found);

 private:
  [[nodiscard]] place described(const named_place& named, std::uint64_t at);

  const image& in_;
  const bool beside_pool_;
  bool passed_over_ = false;
  shared_texts texts_;
  std::map<const removed_symbol*, std::map<std::uint64_t, place>> uses_;  // by address
};

}  // namespace scan
