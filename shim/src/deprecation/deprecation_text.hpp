// The table of uses in words.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <string>
#include <vector>

#include "cadre/shim/deprecation_log.hpp"

namespace cadre::shim {

/// One line per member below a heading, each with the log's prefix; empty for no members.
std::string summary_text(const std::vector<deprecation_count>& counts);

}  // namespace cadre::shim
