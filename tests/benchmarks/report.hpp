// report.hpp - the results, for people and for programs.

#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "runner.hpp"

namespace benchmarks {

inline constexpr const char* reference = "boost::asio";

/// In the order in which they were measured.
std::vector<std::string> pool_names(const std::vector<row_result>& results);

/// One line for each row and figure, one column for each pool: median, and in brackets the ratio to the reference.
void write_table(std::ostream& out, const std::vector<row_result>& results);

/// A list of objects, one for each row, figure and pool.
void write_json(std::ostream& out, const std::vector<row_result>& results);

}  // namespace benchmarks
