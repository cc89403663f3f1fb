// One #include more, where a person would put it.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "edit.hpp"

namespace migrate {

/// Whether the file includes it, whatever happens; in quotes or angle brackets.
bool includes(std::string_view text, std::string_view header);

/// `header` as it stands behind #include. One of Cadre's goes beside the frozen header, in quotes if that is; one of
/// the standard library among its like. Sorted where the others are. Nothing if there is no include to go by.
std::optional<edit> include_edit(std::string_view text, std::string_view file, const std::string& header);

}  // namespace migrate
