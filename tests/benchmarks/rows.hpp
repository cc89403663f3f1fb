// rows.hpp - the rows of the table: which workload with which numbers.

#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "contestant.hpp"

namespace benchmarks {

/// Who is measured in a row, of those that can be.
enum class entrants { all, pools, ours };

/// What a value is.
struct figure {
  const char* name;  ///< in the table behind the row's name; may be empty
  const char* unit;
  bool is_time = true;  ///< in nanoseconds
};

struct row {
  std::string workload = {};  ///< W1
  std::string variant = {};   ///< what sets it apart from others of that workload, the number of threads aside
  benchmarks::workload kind = {};
  setting at = {};
  std::vector<figure> figures = {};
  std::size_t most_tasks = 0;  ///< at.tasks grows until a sample takes its time, but not beyond; 0: it stays as it is
  double patience = 1;         ///< how many times longer than usual a sample takes
  std::size_t max_rounds = 0;  ///< 0: as many as are asked for
  entrants who = entrants::all;
  std::size_t place = 0;  ///< on a curve: where; else 0

  [[nodiscard]] std::string name() const;
};

/// In the order in which they are measured. A quick plan has less of some.
std::vector<row> all_rows(bool quick);

}  // namespace benchmarks
