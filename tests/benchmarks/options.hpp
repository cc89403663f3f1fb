// options.hpp - what the command line asks for.

#pragma once

#include <optional>
#include <regex>
#include <string>
#include <vector>

namespace benchmarks {

struct options {
  bool quick = false;
  bool list = false;
  bool help = false;
  std::size_t rounds = 0;  ///< 0: as usual
  std::regex only{""};     ///< searched for in ROW/POOL
  // Files, and a folder: empty for none.
  std::string json;
  std::string gates;
  std::string curves;
};

/// Throws std::invalid_argument with a text for people.
options parsed(const std::vector<std::string>& arguments);

extern const char* const usage;

}  // namespace benchmarks
