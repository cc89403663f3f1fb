// walk.hpp - the regular files below a folder.

#pragma once

#include <string>
#include <vector>

namespace legacy_app {

/// Something that could not be read, and why.
struct Problem {
  std::string path;
  std::string reason;
};

struct Listing {
  std::vector<std::string> files;  ///< paths relative to the folder, in no order
  std::vector<Problem> problems;   ///< the folder, or folders below it, that could not be listed
};

/// Finds every regular file below `folder`. Symbolic links are neither files nor followed; only `folder`
/// itself may be one.
Listing listFiles(const std::string& folder);

/// The path of an entry below a folder.
std::string join(const std::string& folder, const std::string& entry);

}  // namespace legacy_app
