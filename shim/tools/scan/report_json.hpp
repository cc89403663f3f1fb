// The report for programs.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <iosfwd>

#include "findings.hpp"

namespace scan {

/// One JSON document.
void write_json(std::ostream& out, const findings& all);

}  // namespace scan
