// What the command line asks for.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <string>
#include <variant>
#include <vector>

namespace migrate {

enum class command { scan, report, fix, verify };

struct options {
  command what = command::report;
  std::vector<std::string> scanned;  ///< the words for threadpool-scan
  std::string build;                 ///< empty for the nearest
  std::string root;                  ///< empty for the project's
  std::string build_command;         ///< empty for none
  std::vector<std::string> sources;  ///< empty for all
  bool json = false;
  bool review = false;
  bool move = false;
  bool dry_run = false;
};

/// Prints help, the version or a complaint where these are due; then it is the exit status that comes back.
std::variant<options, int> parsed_options(int count, const char* const* words);

}  // namespace migrate
