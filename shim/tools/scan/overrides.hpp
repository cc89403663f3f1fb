// The hooks that classes derived from ThreadPool override.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include "findings.hpp"
#include "pool_classes.hpp"

namespace scan {

/// Adds overrides, and what cannot be known of them, to `found`.
void find_overrides(const image& in, const pool_itself& pool, const pool_classes& classes, object_findings& found);

}  // namespace scan
