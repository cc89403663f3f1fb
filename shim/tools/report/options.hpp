// What the command line asks for.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace report {

struct options {
  std::vector<std::string> logs;  ///< "-" is standard input
  bool json = false;
  std::string html;      ///< empty for none
  std::string guide;     ///< without a heading
  std::string baseline;  ///< empty for none
  bool update = false;
  std::optional<std::string> allow_growth;  ///< the reason
  std::vector<std::string> ignored_modules;
};

/// Prints help, the version or a complaint where these are due; then it is the exit status that comes back.
std::variant<options, int> parsed_options(int count, const char* const* words);

}  // namespace report
