// Files that are read, and written, as a whole.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace report {

/// Nothing if there is no such file. Throws std::runtime_error with the file's name for one that cannot be read or has
/// more than `most` bytes.
std::optional<std::string> read_whole(const std::string& name, std::size_t most);

/// Whoever reads the file, whenever, finds it as it was before or with all of the text; a failure leaves it as it was.
/// A file that is there keeps its permissions, and its place if it is reached through a symbolic link. Throws
/// std::runtime_error with the file's name.
void write_whole(const std::string& name, std::string_view text);

}  // namespace report
