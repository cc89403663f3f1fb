// A walk through the program's own sources, which knows at each place what stands around it.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <clang/AST/RecursiveASTVisitor.h>

#include "enclosing.hpp"

namespace migrate {

/// System headers and the frozen header are left out.
template <class Derived>
class source_walker : public clang::RecursiveASTVisitor<Derived> {
  using visitor = clang::RecursiveASTVisitor<Derived>;

 public:
  explicit source_walker(const clang::SourceManager& manager) : manager_(manager) {}

  [[nodiscard]] static bool shouldVisitTemplateInstantiations() { return true; }

  bool TraverseDecl(clang::Decl* what) {  // NOLINT: clang's name
    if (what == nullptr || is_foreign(*what)) return true;
    const bool instantiated = is_instantiation(*what);
    instantiations_ += instantiated;
    way_.push_back(nullptr);
    const bool goes_on = visitor::TraverseDecl(what);
    way_.pop_back();
    instantiations_ -= instantiated;
    return goes_on;
  }

  bool TraverseStmt(clang::Stmt* what) {  // NOLINT: clang's name
    if (what == nullptr) return true;
    way_.push_back(what);
    const bool goes_on = visitor::TraverseStmt(what);
    way_.pop_back();
    return goes_on;
  }

  // What a generic lambda is called with is nobody's child in the tree.
  bool VisitLambdaExpr(clang::LambdaExpr* what) {  // NOLINT: clang's name
    const auto* const call = what->getCallOperator();
    if (call == nullptr || call->getDescribedFunctionTemplate() == nullptr) return true;
    for (clang::FunctionDecl* const each : call->getDescribedFunctionTemplate()->specializations())
      this->getDerived().TraverseDecl(each);
    return true;
  }

 protected:
  void leave_out(clang::FileID frozen) { frozen_ = frozen; }

  [[nodiscard]] const path_down& way() const { return way_; }
  [[nodiscard]] bool in_instantiation() const { return instantiations_ > 0; }

 private:
  static bool is_instantiation(const clang::Decl& what) {
    if (const auto* const function = clang::dyn_cast<clang::FunctionDecl>(&what))
      return function->isTemplateInstantiation();
    if (const auto* const record = clang::dyn_cast<clang::CXXRecordDecl>(&what))
      return clang::isTemplateInstantiation(record->getTemplateSpecializationKind());
    return false;
  }

  [[nodiscard]] bool is_foreign(const clang::Decl& what) const {
    if (!what.getLexicalDeclContext() || !what.getLexicalDeclContext()->isFileContext() ||
        clang::isa<clang::TranslationUnitDecl>(what))
      return false;
    const clang::SourceLocation at = manager_.getExpansionLoc(what.getLocation());
    return at.isValid() && (manager_.isInSystemHeader(at) || manager_.getFileID(at) == frozen_);
  }

  const clang::SourceManager& manager_;
  clang::FileID frozen_;
  path_down way_;
  int instantiations_ = 0;
};

}  // namespace migrate
