// How often each removed member is used, and what can be done about it.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <string_view>

#include "use.hpp"

namespace migrate {

struct counts {
  std::array<std::size_t, 3> by_remedy{};

  [[nodiscard]] std::size_t of(remedy fix) const { return by_remedy.at(static_cast<std::size_t>(fix)); }
  [[nodiscard]] std::size_t all() const { return by_remedy[0] + by_remedy[1] + by_remedy[2]; }
};

std::map<std::string_view, counts> tally(const std::vector<use>& uses);

counts total(const std::vector<use>& uses);

}  // namespace migrate
