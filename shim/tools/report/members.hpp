// What this version knows of removed members.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <string>
#include <string_view>

#include "cadre/shim/registry.hpp"

namespace report {

/// Null for an ID of a version to come.
const cadre::shim::deprecation* known_member(std::string_view id) noexcept;

/// As the table at a process's end calls it: a hook that is overridden is told apart from the same member, called.
std::string shown_name(std::string_view member, bool overridden);

/// The ID that `text` starts with; empty if it starts with none.
std::string_view leading_id(std::string_view text) noexcept;

/// "use X", or "drop it" and the reason why nothing is needed.
std::string advice(std::string_view replacement);

}  // namespace report
