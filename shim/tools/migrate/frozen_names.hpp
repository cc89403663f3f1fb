// The declarations of the frozen header that some rules are about.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <clang/AST/ASTContext.h>
#include <clang/AST/DeclCXX.h>

#include <map>
#include <span>

#include "enclosing.hpp"
#include "rules.hpp"

namespace migrate {

class frozen_names {
 public:
  /// The rules have to outlive it.
  frozen_names(clang::ASTContext& context, std::span<const rule> all);

  /// Null if the file knows nothing of threadpool::ThreadPool.
  [[nodiscard]] const clang::CXXRecordDecl* pool() const noexcept { return pool_; }

  /// The rule for a use of what is declared there, a member function, type or constant; null for everything else.
  [[nodiscard]] const rule* of(const clang::Decl* used) const;

  /// The rule for a member function that overrides a removed one, at any depth; null for everything else.
  [[nodiscard]] const rule* overridden_by(const clang::CXXMethodDecl* method) const;

  /// Whether a call of q(), to which `way` leads, only leads to a member of the queue: pool.q().put(job) is one use,
  /// that of put.
  [[nodiscard]] bool is_asked_for_its_queue(const rule& how, const path_down& way) const;

  /// Whether it overrides a hook that is never called, so that nothing in it runs.
  [[nodiscard]] bool is_dead(const clang::CXXMethodDecl* method) const;

 private:
  void add(const clang::NamespaceDecl& space, clang::ASTContext& context, std::span<const rule> all);
  void add_members(const clang::CXXRecordDecl& owner, const rule& each);

  const clang::CXXRecordDecl* pool_ = nullptr;
  std::map<const clang::Decl*, const rule*> used_;
  std::map<const clang::Decl*, const rule*> overridden_;
};

}  // namespace migrate
