// The file, or the open descriptor, that THREADPOOL_DEPRECATIONS_JSON names.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <string>

namespace cadre::shim {

/// False where the variable names none, or none that can be opened; the latter is reported once.
bool json_wanted();

/// Appends the line by one write; nothing where `json_wanted` says no. A failure is reported once.
void append_json(std::string line);

}  // namespace cadre::shim
