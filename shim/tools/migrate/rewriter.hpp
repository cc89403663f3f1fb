// What replaces a use: from the rule and the expression to edits.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <clang/AST/ExprCXX.h>

#include <optional>
#include <string>

#include "enclosing.hpp"
#include "frozen_names.hpp"
#include "pool_expression.hpp"
#include "source_places.hpp"

namespace migrate {

struct verdict {
  change what;
  remedy fix = remedy::by_hand;
  std::string reason;
};

// Reasons that come up everywhere.
inline constexpr const char* in_a_macro = "in a macro";
inline constexpr const char* in_parts = "part of it is in a macro";
inline constexpr const char* commented = "a comment stands within it";

verdict by_hand(std::string reason);

/// A member of the pool, or of its queue, that is called.
struct called_member {
  const rule& how;
  const clang::MemberExpr& member;
  const clang::CXXMemberCallExpr& call;
  const path_down& way;  ///< to `member`
  pool_expression pool;
};

/// The call of q() that gives the queue of which `member` is; null for a handle that is kept.
const clang::CXXMemberCallExpr* queue_call(const clang::MemberExpr& member);

/// Edits that put text in front of the pool and behind it, in place of everything else in `whole`; none if they would
/// lose a comment.
std::optional<change> around_pool(const called_member& use, const span& whole, const std::string& before,
                                  const std::string& after, const source_places& places);

/// Whether the text has a comment or directive in it.
bool has_comment(std::string_view text);

class rewriter {
 public:
  rewriter(const frozen_names& names, const source_places& places) : names_(names), places_(places) {}

  /// `way` leads to `member`, the last of it.
  [[nodiscard]] verdict rewrite(const rule& how, const clang::MemberExpr& member, const path_down& way) const;

 private:
  [[nodiscard]] verdict rewrite(const called_member& use) const;
  [[nodiscard]] verdict expression(const called_member& use) const;
  [[nodiscard]] verdict gauge(const called_member& use) const;
  [[nodiscard]] verdict comparison(const called_member& use, const clang::CallExpr& outer, enclosing around) const;
  [[nodiscard]] verdict replaced(const called_member& use, const span& whole, const std::string& before,
                                 const std::string& after) const;

  const frozen_names& names_;
  const source_places& places_;
};

}  // namespace migrate
