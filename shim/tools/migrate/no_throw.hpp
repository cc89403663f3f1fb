// Whether a function that is handed over can throw.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <clang/AST/Expr.h>

namespace migrate {

/// `submission` has a function, and arguments for it. True only if it is sure: a lambda or function that is noexcept,
/// or a lambda in which everything is; and nothing but numbers and pointers goes into it and out of it.
bool cannot_throw(const clang::CallExpr& submission);

}  // namespace migrate
