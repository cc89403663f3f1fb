// threadpool::ThreadPool, as a file refers to it or has it.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>

#include "image.hpp"
#include "pool_slots.hpp"

namespace scan {

struct pool_itself {
  std::optional<std::uint64_t> type;  ///< its type_info; none in a file that has nothing to do with it
  bool inside = false;                ///< it is in this very file, and not in a library that this one uses
  std::array<std::set<std::uint64_t>, pool_slots.size()> functions;  ///< what ThreadPool itself has in each slot

  [[nodiscard]] bool owns(std::size_t slot, std::uint64_t function) const { return functions[slot].contains(function); }
};

/// Also where all symbols were stripped: the class's name is in the file as long as its type_info is.
[[nodiscard]] pool_itself find_pool(const image& in);

}  // namespace scan
