// Classes that may derive from ThreadPool or not.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <vector>

#include "findings.hpp"
#include "pool_classes.hpp"

namespace scan {

/// Classes with a base in another file, and a table that could be a ThreadPool's: no slot has a function with a name
/// that cannot be there.
[[nodiscard]] std::vector<unknown> find_doubtful_classes(const image& in, const pool_itself& pool,
                                                         const pool_classes& classes);

}  // namespace scan
