// Lines of the log in words.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <string_view>

#include "log_entry.hpp"

namespace report {

/// What a line tells, whatever stands in front of "threadpool: ". Throws damaged_line for a record or a row of the
/// table that is incomplete.
log_entry text_entry(std::string_view line);

}  // namespace report
