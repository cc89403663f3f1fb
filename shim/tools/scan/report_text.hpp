// The report for people.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <iosfwd>

#include "findings.hpp"

namespace scan {

void write_text(std::ostream& out, const findings& all);

/// One line for each file, or member, that was not read.
void write_problems(std::ostream& out, const findings& all);

}  // namespace scan
