// Finds what has to change in one file and what it includes so that both need the core alone.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <clang/AST/ASTContext.h>

#include "use.hpp"

namespace migrate {

/// System headers and Cadre's own are left out.
unit_findings find_moves(clang::ASTContext& context);

}  // namespace migrate
