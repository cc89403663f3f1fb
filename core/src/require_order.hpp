// What every function that takes limits asks of them.

#pragma once

#include <stdexcept>
#include <string>

#include "cadre/team.hpp"

namespace cadre {

inline void require_order(const team_limits& limits) {
  if (limits.min <= limits.max) return;
  throw std::invalid_argument("cadre: the minimum of workers, " + std::to_string(limits.min) +
                              ", is above the maximum, " + std::to_string(limits.max));
}

}  // namespace cadre
