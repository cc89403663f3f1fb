// Calls that become calls of kept members, or go.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include "rewriter.hpp"

namespace migrate {

/// Takes a statement away: alone on its lines, with these, else with the blanks behind it.
edit without_line(const span& statement, std::string_view text);

class call_edits {
 public:
  call_edits(const frozen_names& names, const source_places& places) : names_(names), places_(places) {}

  [[nodiscard]] verdict rewrite(const called_member& use) const;

 private:
  [[nodiscard]] verdict removal(const called_member& use) const;
  [[nodiscard]] verdict submission(const called_member& use) const;
  [[nodiscard]] verdict job(const called_member& use) const;
  [[nodiscard]] verdict resizing(const called_member& use) const;
  [[nodiscard]] verdict pair(const called_member& use, const clang::CXXMemberCallExpr& first,
                             const clang::CXXMemberCallExpr& second) const;

  [[nodiscard]] bool is_minimum(const clang::CXXMemberCallExpr& setter) const;
  [[nodiscard]] const clang::CXXMemberCallExpr* setter(const clang::Stmt* statement, std::string_view pool) const;
  /// The two that stand in a row and are one of each, if this is one of them.
  [[nodiscard]] std::pair<const clang::CXXMemberCallExpr*, const clang::CXXMemberCallExpr*> pair_with(
      const called_member& use) const;

  [[nodiscard]] std::optional<edit> renamed(const clang::CXXMemberCallExpr& call, const char* name) const;
  /// The call with its semicolon, if it is a statement and in no macro.
  [[nodiscard]] std::optional<span> statement(const clang::CXXMemberCallExpr& call) const;

  const frozen_names& names_;
  const source_places& places_;
};

}  // namespace migrate
