// report.hpp - the program's output.

#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "gauges.hpp"
#include "results.hpp"
#include "walk.hpp"

namespace legacy_app {

struct Report {
  std::string folder;
  std::string pool;
  std::vector<Gauges> gauges;
};

/// Writes the report. It holds nothing that depends on time, on threads or on the order of events.
void print(std::ostream& out, const Report& report, const Results& results);

/// Writes a line for each file or folder that could not be read.
void print(std::ostream& out, const std::vector<Problem>& problems);

}  // namespace legacy_app
