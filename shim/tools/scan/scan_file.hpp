// The scan of a file.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <span>
#include <string>

#include "findings.hpp"

namespace scan {

/// Adds what is found in a file, or why it cannot be read.
void scan_file(const std::string& path, findings& all);

/// The same for a file that was read already; `name` stands for it in what is found.
void scan_contents(const std::string& name, std::span<char> contents, findings& all);

}  // namespace scan
