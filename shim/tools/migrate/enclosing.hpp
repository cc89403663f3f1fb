// What stands around an expression, from the inside out.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <clang/AST/ExprCXX.h>

#include <cstddef>
#include <iterator>
#include <vector>

namespace migrate {

/// The way from a function or declaration down to an expression; a null begins another declaration.
using path_down = std::vector<const clang::Stmt*>;

/// Climbs it. What the source does not show is passed over.
class enclosing {
 public:
  explicit enclosing(const path_down& way) : way_(way), at_(static_cast<std::ptrdiff_t>(way.size())) { up(); }

  /// The expression or statement reached; null outside of them all.
  [[nodiscard]] const clang::Stmt* here() const { return stands_at(at_); }
  /// That from which `here` was reached, as it is a child of it.
  [[nodiscard]] const clang::Stmt* child() const { return stands_at(at_ + 1); }

  enclosing& up(bool through_parentheses = false) {
    do at_ = at_ > 0 && way_[static_cast<std::size_t>(at_ - 1)] != nullptr ? at_ - 1 : -1;
    while (here() != nullptr && is_passed_over(*here(), through_parentheses));
    return *this;
  }

 private:
  static bool is_passed_over(const clang::Stmt& what, bool through_parentheses) {
    return clang::isa<clang::ImplicitCastExpr, clang::FullExpr, clang::MaterializeTemporaryExpr,
                      clang::CXXBindTemporaryExpr>(what) ||
           (through_parentheses && clang::isa<clang::ParenExpr>(what));
  }

  [[nodiscard]] const clang::Stmt* stands_at(std::ptrdiff_t at) const {
    return at < 0 || at >= std::ssize(way_) ? nullptr : way_[static_cast<std::size_t>(at)];
  }

  const path_down& way_;
  std::ptrdiff_t at_;  // -1 outside of the declaration
};

}  // namespace migrate
