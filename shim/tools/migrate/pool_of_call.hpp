// cadre::shim::pool_of(pool), where the pool is one of the core.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include "rewriter.hpp"

namespace migrate {

bool is_pool_of(const clang::NamedDecl& function);
bool is_pool_of(const clang::CallExpr& call);

/// The argument alone stays. `way` leads to the call, the last of it.
verdict without_pool_of(const clang::CallExpr& call, const path_down& way, const source_places& places);

}  // namespace migrate
