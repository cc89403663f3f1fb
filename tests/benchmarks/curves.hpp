// curves.hpp - how cost grows: tables for the pictures.

#pragma once

#include <string>
#include <vector>

#include "runner.hpp"

namespace benchmarks {

/// Writes FOLDER/CURVE.tsv for each curve that has results, and FOLDER/machine. A table has the place on the axis
/// first, then the median of each pool, or a question mark. Throws std::runtime_error.
void write_curves(const std::string& folder, const std::vector<row_result>& results);

}  // namespace benchmarks
