// Symbols as people write them.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <string>

namespace report {

/// The function that a mangled symbol stands for. Any other name stays as it is, and so does a symbol that may stand
/// for more text than people read.
std::string readable_name(const std::string& symbol);

}  // namespace report
