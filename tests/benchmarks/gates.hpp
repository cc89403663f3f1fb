// gates.hpp - what the figures should be, and whether they are: gates.txt.

#pragma once

#include <iosfwd>
#include <limits>
#include <string>
#include <vector>

#include "runner.hpp"

namespace benchmarks {

/// How a value is compared with a limit.
enum class comparison {
  ratio,       ///< value / base, at most
  difference,  ///< value - base, at most
  at_most,     ///< the value alone
  at_least,
};

/// A line of gates.txt.
struct gate {
  std::string row;
  std::string figure;  ///< empty: the row's first
  std::string pool;
  comparison how = comparison::ratio;
  std::string base;                                         ///< a pool; or `peers_in_order`
  double limit = std::numeric_limits<double>::quiet_NaN();  ///< NaN: none
  double stretch = std::numeric_limits<double>::quiet_NaN();
};

/// The best one of those that start tasks in order.
inline constexpr const char* peers_in_order = "best peer in order";

enum class verdict { not_measured, no_gate, missed, met, stretch };

/// Throws std::invalid_argument with the number of the line.
std::vector<gate> parsed_gates(std::istream& text);

/// What the limits are compared with; NaN if it was not measured.
double gated_value(const gate& one, const std::vector<row_result>& results);

verdict judged(const gate& one, double value);

/// One line for each gate of which there are figures.
void write_gates(std::ostream& out, const std::vector<gate>& gates, const std::vector<row_result>& results);

}  // namespace benchmarks
