// Records and the table of uses in words.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <string>
#include <vector>

#include "cadre/shim/deprecation_log.hpp"

namespace cadre::shim {

/// The page of the migration guide, with the heading, that a member has.
std::string guide_page(const deprecation& what);

/// One line per member below a heading, each with the log's prefix; empty for no members.
std::string summary_text(const std::vector<deprecation_count>& counts);

/// Places that got no line of their own in the log.
struct hidden_places {
  std::string_view id;
  std::size_t places = 0;
};

/// One line with the log's prefix; empty for none.
std::string hidden_text(const std::vector<hidden_places>& hidden);

}  // namespace cadre::shim
