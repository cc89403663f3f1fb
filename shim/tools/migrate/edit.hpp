// What is to be written into a file, and where.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <compare>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace migrate {

/// The bytes from `begin` to `end` of a file become `text`.
struct edit {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string text;

  auto operator<=>(const edit&) const = default;
};

/// What replaces one use, or two that become one: all of it is done, or nothing.
struct change {
  std::vector<edit> edits;            ///< in the order of their places
  std::vector<std::string> includes;  ///< as they stand behind #include, <optional> or "cadre/pool.hpp"

  auto operator<=>(const change&) const = default;
  [[nodiscard]] bool empty() const noexcept { return edits.empty(); }
};

/// Whether both touch the same bytes, so that they cannot both be done.
bool overlap(const change& one, const change& other) noexcept;

/// The edits in the order of their places; of two insertions at one place the first given comes first.
void sort(std::vector<edit>& edits);

/// The text with sorted edits that do not overlap.
std::string edited(std::string_view text, const std::vector<edit>& edits);

}  // namespace migrate
