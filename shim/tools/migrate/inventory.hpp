// All uses in the sources that the command line names.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <string>
#include <vector>

#include "compile_database.hpp"
#include "findings.hpp"
#include "options.hpp"

namespace migrate {

struct failed_source {
  std::string file;
  std::string error;  ///< the compiler's first
};

struct inventory {
  findings found;
  std::string root;
  std::size_t sources = 0;  ///< compilations that were read
  std::vector<failed_source> failed;
};

/// The database that the command line asks for. Throws bad_input.
compile_database database_for(const options& wanted);

/// Complains of each source that does not compile.
inventory take_inventory(const options& wanted);

}  // namespace migrate
