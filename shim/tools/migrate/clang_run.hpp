// clang, run over one file.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <clang/AST/ASTContext.h>

#include <functional>
#include <string>
#include <vector>

#include "compile_database.hpp"
#include "use.hpp"

namespace migrate {

/// The folder with clang's own headers; empty if there is none.
std::string resource_folder();

/// Reads the file of `each` with these arguments, and then calls `see`, if there were no errors, which come back. Files
/// that are in `instead` have that text.
std::vector<std::string> run_clang(const compilation& each, const std::vector<std::string>& arguments,
                                   const std::function<void(clang::ASTContext&)>& see, const texts& instead = {});

}  // namespace migrate
