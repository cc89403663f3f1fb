// Finds the uses in one file and what it includes.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <clang/AST/ASTContext.h>

#include "use.hpp"

namespace migrate {

/// System headers and the frozen header itself are left out.
unit_findings find_uses(clang::ASTContext& context);

}  // namespace migrate
