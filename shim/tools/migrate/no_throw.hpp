// Whether a function that is handed over can throw.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <clang/AST/Expr.h>

namespace migrate {

/// True only if it is sure: a lambda or function that is noexcept, or a lambda in which everything is.
bool cannot_throw(const clang::Expr& function);

}  // namespace migrate
