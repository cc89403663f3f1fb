// The declarations of the frozen header that the rules are about.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <clang/AST/ASTContext.h>
#include <clang/AST/DeclCXX.h>

#include <map>

#include "rules.hpp"

namespace migrate {

class removed_names {
 public:
  explicit removed_names(clang::ASTContext& context);

  /// Null if the file knows nothing of threadpool::ThreadPool.
  [[nodiscard]] const clang::CXXRecordDecl* pool() const noexcept { return pool_; }

  /// The rule for a use of what is declared there, a member function, type or constant; null for everything else.
  [[nodiscard]] const rule* of(const clang::Decl* used) const;

  /// The rule for a member function that overrides a removed one, at any depth; null for everything else.
  [[nodiscard]] const rule* overridden_by(const clang::CXXMethodDecl* method) const;

  /// Whether it overrides a hook that is never called, so that nothing in it runs.
  [[nodiscard]] bool is_dead(const clang::CXXMethodDecl* method) const;

 private:
  void add(const clang::NamespaceDecl& space, clang::ASTContext& context);
  void add_members(const clang::CXXRecordDecl& owner, const rule& each);

  const clang::CXXRecordDecl* pool_ = nullptr;
  std::map<const clang::Decl*, const rule*> used_;
  std::map<const clang::Decl*, const rule*> overridden_;
};

}  // namespace migrate
