// The pool in a use: pool, *pool, this.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <clang/AST/ExprCXX.h>

#include <optional>
#include <string>
#include <string_view>

#include "source_places.hpp"

namespace migrate {

struct pool_expression {
  std::optional<span> where;     ///< nothing for a `this` that is not written
  std::string_view dereference;  ///< "*" if it is a pointer
  bool is_simple = false;        ///< names only: to evaluate it once more, or not at all, changes nothing
  bool is_const = false;         ///< then pool_of gives a pool that can only be read
  /// Why pool_of cannot take it; empty if it can.
  std::string obstacle;
  const clang::CXXRecordDecl* type = nullptr;

  /// As an argument of type ThreadPool& or const ThreadPool&.
  [[nodiscard]] std::string text(const source_places& places) const;
};

/// What stands in front of the member. `pool` is the frozen class.
pool_expression pool_in(const clang::MemberExpr& member, const clang::CXXRecordDecl& pool, const source_places& places);

/// Names, dereferences of them, literals: nothing that a second evaluation, or none, would change.
bool is_simple(const clang::Expr* what);

}  // namespace migrate
