// One line of a log, whichever form it has.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <string_view>

#include "log_entry.hpp"

namespace report {

/// What a line tells, without its end, also as a text in JSON of another origin. Throws damaged_line.
log_entry entry_of(std::string_view line);

}  // namespace report
