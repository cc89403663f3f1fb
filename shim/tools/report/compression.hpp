// Files that are compressed: they are told from logs by how they begin.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <string_view>

namespace report {

/// The program that writes the contents to its standard output; empty for what is not compressed, or in another way.
std::string_view unpacker_of(std::string_view beginning) noexcept;

}  // namespace report
