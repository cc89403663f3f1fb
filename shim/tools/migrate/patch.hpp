// What would be written, as one patch.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <string>

#include "findings.hpp"

namespace migrate {

/// For `patch -p1` in the folder `root`. Empty if nothing has this remedy.
std::string patch(const findings& found, const std::string& root, remedy wanted);

}  // namespace migrate
