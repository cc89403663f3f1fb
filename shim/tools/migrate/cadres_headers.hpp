// The headers of Cadre itself, and the lines that include those of the shim.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <string_view>
#include <vector>

#include "include_lines.hpp"
#include "source_places.hpp"

namespace migrate {

/// Whether the file lies among Cadre's headers.
bool is_cadres(clang::FileID file, const source_places& places);

/// Program files that have been read, each once.
std::vector<clang::FileID> program_files(const clang::SourceManager& manager, const source_places& places);

/// The lines for which a file that has moved has no use any more.
std::vector<include_line> shim_includes(std::string_view text);

}  // namespace migrate
