// A command line as a shell splits it.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace migrate {

/// Blanks separate words; quotes and backslashes as in a POSIX shell, and nothing else: compile databases have no
/// variables in them. An open quotation ends with the text.
std::vector<std::string> shell_words(std::string_view text);

}  // namespace migrate
