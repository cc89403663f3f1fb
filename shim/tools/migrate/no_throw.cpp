#include "no_throw.hpp"

#include <clang/AST/ExprCXX.h>
#include <clang/AST/RecursiveASTVisitor.h>

#include <algorithm>

namespace migrate {
namespace {

using clang::dyn_cast_or_null;

bool is_noexcept(const clang::FunctionDecl* function) {
  const auto* const type = function == nullptr ? nullptr : function->getType()->getAs<clang::FunctionProtoType>();
  return type != nullptr && !clang::isUnresolvedExceptionSpec(type->getExceptionSpecType()) && type->isNothrow();
}

/// Looks for what may throw; stops there.
class throwing : public clang::RecursiveASTVisitor<throwing> {
 public:
  // What is only made here is run by others.
  bool TraverseLambdaExpr(clang::LambdaExpr* what) {  // NOLINT: clang's name
    return std::all_of(what->capture_init_begin(), what->capture_init_end(),
                       [this](clang::Expr* each) { return TraverseStmt(each); });
  }
  bool VisitCallExpr(clang::CallExpr* what) { return is_noexcept(what->getDirectCallee()); }  // NOLINT
  bool VisitCXXConstructExpr(clang::CXXConstructExpr* what) {                                 // NOLINT
    return what->getConstructor()->isTrivial() || is_noexcept(what->getConstructor());
  }
  static bool VisitCXXNewExpr(clang::CXXNewExpr* /*what*/) { return false; }                  // NOLINT
  static bool VisitCXXDeleteExpr(clang::CXXDeleteExpr* /*what*/) { return false; }            // NOLINT
  static bool VisitCXXThrowExpr(clang::CXXThrowExpr* /*what*/) { return false; }              // NOLINT
  static bool VisitCXXDynamicCastExpr(clang::CXXDynamicCastExpr* /*what*/) { return false; }  // NOLINT
  static bool VisitCXXTypeidExpr(clang::CXXTypeidExpr* /*what*/) { return false; }            // NOLINT
  static bool VisitGCCAsmStmt(clang::GCCAsmStmt* /*what*/) { return false; }                  // NOLINT
};

}  // namespace

bool cannot_throw(const clang::Expr& function) {
  const clang::Expr* what = function.IgnoreParenImpCasts()->IgnoreImplicit();
  // A conversion to std::function wraps it.
  while (const auto* const made = clang::dyn_cast<clang::CXXConstructExpr>(what)) {
    if (made->getNumArgs() == 0) return false;
    what = made->getArg(0)->IgnoreImplicit()->IgnoreParenImpCasts();
  }
  if (const auto* const lambda = clang::dyn_cast<clang::LambdaExpr>(what))
    return !lambda->isGenericLambda() &&
           (is_noexcept(lambda->getCallOperator()) || throwing().TraverseStmt(lambda->getBody()));
  const auto* const name = clang::dyn_cast<clang::DeclRefExpr>(what);
  return name != nullptr && is_noexcept(dyn_cast_or_null<clang::FunctionDecl>(name->getDecl()));
}

}  // namespace migrate
