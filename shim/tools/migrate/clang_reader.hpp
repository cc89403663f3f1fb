// Reads sources with clang. The one door to it: no other header of the tool knows clang.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <string>
#include <vector>

#include "compile_database.hpp"
#include "use.hpp"

namespace migrate {

struct reading {
  unit_findings found;              ///< empty if there are errors
  std::vector<std::string> errors;  ///< "file:line:column: error: text"
  bool newer_standard = false;      ///< compiles only as C++20, which its command does not ask for
};

/// Throws bad_input if the tool was built without clang, or clang's own headers are missing.
void require_clang();

reading read_uses(const compilation& each);

/// What has to change for the core alone; C++20, as its headers are.
reading read_moves(const compilation& each);

/// The errors of the file as C++20 if these files have these texts.
std::vector<std::string> errors_with(const compilation& each, const texts& instead);

/// The errors of the file when the removed members are hidden.
std::vector<std::string> errors_without_removed(const compilation& each);

}  // namespace migrate
