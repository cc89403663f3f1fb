// The findings as a table for people.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <string>

#include "tally.hpp"

namespace report {

/// A row for each member, and below them what there is to know of the rows.
std::string table(const findings& found);

/// What there is to know of the rows, one sentence each: IDs that this version does not know, and what is hidden.
std::vector<std::string> notes(const findings& found);

/// The modules with commas between them. What belongs to no file is "(no file)", and for what no record was found, "-".
std::string module_list(const std::set<std::string>& modules);

}  // namespace report
