// Source files that get their new text as a whole, or stay as they are.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <string>
#include <string_view>

namespace migrate {

/// Throws std::runtime_error if it is read-only, or has another text than `before`.
void require_replaceable(const std::string& file, std::string_view before);

/// Puts `after` in the place of a file that has `before`. Mode and owner stay; a symbolic link stays one. Throws
/// std::runtime_error, and leaves the file as it is, if it is not replaceable or cannot be written.
void replace_text(const std::string& file, std::string_view before, std::string_view after);

}  // namespace migrate
