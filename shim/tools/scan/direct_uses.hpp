// Uses of removed members that a linker or loader has to know of.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include "findings.hpp"
#include "pool_classes.hpp"

namespace scan {

/// Adds direct uses, and what cannot be known of them, to `found`.
void find_direct_uses(const image& in, const pool_itself& pool, const pool_classes& classes, object_findings& found);

}  // namespace scan
