// The members that the shim keeps, and what becomes of them where a file moves to the core.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <span>

#include "rules.hpp"

namespace migrate {

std::span<const rule> move_rules() noexcept;

}  // namespace migrate
