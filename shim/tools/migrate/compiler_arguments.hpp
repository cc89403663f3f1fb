// From the command that compiles a file to the arguments with which clang reads it.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <string>
#include <vector>

#include "compile_database.hpp"

namespace migrate {

/// What decides how the file is understood stays: folders, macros, the standard, the target, exceptions and the like.
/// What other compilers have of their own, outputs, warnings, optimisations and libraries go. The file is the last
/// word.
std::vector<std::string> reading_arguments(const compilation& each);

/// The same with the C++20 that Cadre's headers need, in place of an earlier standard; nothing if there is none to
/// replace.
std::vector<std::string> with_newer_standard(std::vector<std::string> arguments);

}  // namespace migrate
