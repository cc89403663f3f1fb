// The uses for people.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <string>

#include "inventory.hpp"

namespace migrate {

/// A line for each use, and a table with a row for each member.
std::string report_text(const inventory& all);

/// "file:line:column: TPS006 threads(): by hand (why); see TPS006.md"
std::string line_of(const use& what);

/// Where the pages are that the lines name.
std::string guide_note();

}  // namespace migrate
