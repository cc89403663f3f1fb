// The uses for other programs.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <string>

#include "inventory.hpp"

namespace migrate {

/// One document; the manual page describes it.
std::string report_json(const inventory& all, int exit_status);

}  // namespace migrate
