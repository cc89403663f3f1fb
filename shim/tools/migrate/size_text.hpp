// A number of threads, as the core takes it: an int becomes a std::size_t.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <clang/AST/Expr.h>

#include "rewriter.hpp"

namespace migrate {

inline constexpr const char* may_be_negative = "a negative number would become a very large one";
inline constexpr const char* none_may_run = "stop keeps jobs that no thread may run; in the core it runs them";

/// Whether it is a constant, and 0; not if there is none.
bool is_zero(const clang::Expr* number, const clang::ASTContext& context);

/// Writes the number into a change. A constant stays as it is, any other is converted, which is to be reviewed.
class size_text {
 public:
  size_text(const clang::ASTContext& context, const source_places& places, clang::SourceLocation beside)
      : context_(context), places_(places), beside_(beside) {}

  /// Nothing if it is in a macro in part, or a negative constant; then `obstacle` says so.
  std::optional<std::string> of(const clang::Expr& number);

  [[nodiscard]] bool converted() const { return converted_; }
  [[nodiscard]] const std::string& obstacle() const { return obstacle_; }

 private:
  const clang::ASTContext& context_;
  const source_places& places_;
  clang::SourceLocation beside_;
  bool converted_ = false;
  std::string obstacle_;
};

}  // namespace migrate
