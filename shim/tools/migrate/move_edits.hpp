// Calls of kept members that become calls of the core's pool.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include "rewriter.hpp"

namespace migrate {

class move_edits {
 public:
  explicit move_edits(const source_places& places) : places_(places) {}

  [[nodiscard]] verdict rewrite(const called_member& use) const;

 private:
  [[nodiscard]] verdict task(const called_member& use) const;
  [[nodiscard]] verdict limits(const called_member& use) const;
  [[nodiscard]] std::optional<span> bytes(const clang::Expr& what, const called_member& use) const;
  [[nodiscard]] std::optional<edit> renamed(const called_member& use, const char* name) const;

  const source_places& places_;
};

}  // namespace migrate
