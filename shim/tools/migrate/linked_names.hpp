// Functions and variables that the linker brings together, whatever their types are.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <clang/AST/Decl.h>

#include <map>
#include <string>

namespace migrate {

class linked_names {
 public:
  /// Keeps what other sources can see and what has to do with pools. `is_defined`: here, and not only declared.
  void note(const clang::ValueDecl& what, bool is_defined);

  [[nodiscard]] const std::map<std::string, bool>& all() const { return all_; }

 private:
  std::map<std::string, bool> all_;
};

}  // namespace migrate
