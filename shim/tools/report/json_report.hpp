// The findings for other programs.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <cstdint>
#include <string>

#include "tally.hpp"

namespace report {

/// One JSON object, with all members and all their places.
std::string json_report(const findings& found, std::uint64_t damaged_lines);

}  // namespace report
