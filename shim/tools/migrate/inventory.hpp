// All uses in the sources that the command line names.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <map>
#include <string>
#include <vector>

#include "clang_reader.hpp"
#include "compile_database.hpp"
#include "findings.hpp"
#include "options.hpp"

namespace migrate {

struct failed_source {
  std::string file;
  std::string error;  ///< the compiler's first
};

struct read_source {
  compilation command;
  std::vector<std::string> files;      ///< those with uses, itself or what it includes
  std::map<std::string, bool> linked;  ///< as in unit_findings
};

struct inventory {
  findings found;
  std::string root;
  std::vector<read_source> sources;
  std::vector<failed_source> failed;
};

/// The database that the command line asks for. Throws bad_input.
compile_database database_for(const options& wanted);

/// Reads these sources, each by `read`; complains of each that does not compile.
inventory take_inventory(const options& wanted, const std::vector<compilation>& sources,
                         reading (*read)(const compilation&));

/// The uses of removed members, as the command line asks for them.
inventory take_inventory(const options& wanted);

}  // namespace migrate
