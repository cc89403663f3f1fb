#include "no_throw.hpp"

#include <clang/AST/ExprCXX.h>
#include <clang/AST/RecursiveASTVisitor.h>

#include <algorithm>

namespace migrate {
namespace {

using clang::dyn_cast;

bool is_noexcept(const clang::FunctionDecl* function) {
  const auto* const type = function == nullptr ? nullptr : function->getType()->getAs<clang::FunctionProtoType>();
  return type != nullptr && !clang::isUnresolvedExceptionSpec(type->getExceptionSpecType()) && type->isNothrow();
}

bool ends_quietly(clang::QualType type) {
  const auto* const record = type->isReferenceType() ? nullptr : type->getBaseElementTypeUnsafe()->getAsCXXRecordDecl();
  return record == nullptr || record->hasTrivialDestructor() || is_noexcept(record->getDestructor());
}

/// Looks for what may throw; stops there.
class throwing : public clang::RecursiveASTVisitor<throwing> {
 public:
  // Default arguments, what a loop over a range calls, operators behind others.
  [[nodiscard]] static bool shouldVisitImplicitCode() { return true; }

  // What is only made here is run by others.
  bool TraverseLambdaExpr(clang::LambdaExpr* what) {  // NOLINT: clang's name
    return std::all_of(what->capture_init_begin(), what->capture_init_end(),
                       [this](clang::Expr* each) { return TraverseStmt(each); });
  }
  bool VisitCallExpr(clang::CallExpr* what) { return is_noexcept(what->getDirectCallee()); }  // NOLINT
  bool VisitCXXConstructExpr(clang::CXXConstructExpr* what) {                                 // NOLINT
    return what->getConstructor()->isTrivial() || is_noexcept(what->getConstructor());
  }
  bool VisitVarDecl(clang::VarDecl* what) { return ends_quietly(what->getType()); }  // NOLINT
  bool VisitCXXBindTemporaryExpr(clang::CXXBindTemporaryExpr* what) {                // NOLINT: clang's name
    return ends_quietly(what->getType());
  }
  static bool VisitCXXNewExpr(clang::CXXNewExpr* /*what*/) { return false; }                  // NOLINT
  static bool VisitCXXDeleteExpr(clang::CXXDeleteExpr* /*what*/) { return false; }            // NOLINT
  static bool VisitCXXThrowExpr(clang::CXXThrowExpr* /*what*/) { return false; }              // NOLINT
  static bool VisitCXXDynamicCastExpr(clang::CXXDynamicCastExpr* /*what*/) { return false; }  // NOLINT
  static bool VisitCXXTypeidExpr(clang::CXXTypeidExpr* /*what*/) { return false; }            // NOLINT
  static bool VisitGCCAsmStmt(clang::GCCAsmStmt* /*what*/) { return false; }                  // NOLINT
};

bool is_std_function(const clang::CXXRecordDecl& what) {
  return what.isInStdNamespace() && what.getName() == "function";
}

/// Without conversions to std::function, which wrap it; null for what another class makes of it.
const clang::Expr* unwrapped(const clang::Expr* what) {
  what = what->IgnoreParenImpCasts()->IgnoreImplicit();
  while (const auto* const made = dyn_cast<clang::CXXConstructExpr>(what)) {
    const clang::CXXConstructorDecl& by = *made->getConstructor();
    if (made->getNumArgs() == 0 || !(by.isCopyOrMoveConstructor() || is_std_function(*by.getParent()))) return nullptr;
    what = made->getArg(0)->IgnoreImplicit()->IgnoreParenImpCasts();
  }
  return what;
}

/// What can be copied and converted without a call.
bool is_plain(clang::QualType type) {
  type = type.getNonReferenceType();
  return type->isScalarType() || type->isArrayType() || type->isFunctionType();
}

bool takes_plain(const clang::FunctionDecl& function, const clang::CallExpr& submission) {
  const auto is_given_plain = [](const clang::Expr* each) { return is_plain(each->getType()); };
  const auto is_taken_plain = [](const clang::ParmVarDecl* each) { return is_plain(each->getType()); };
  return submission.getNumArgs() == function.getNumParams() + 1 &&
         std::all_of(submission.arg_begin() + 1, submission.arg_end(), is_given_plain) &&
         std::all_of(function.param_begin(), function.param_end(), is_taken_plain) &&
         ends_quietly(function.getReturnType());
}

}  // namespace

bool cannot_throw(const clang::CallExpr& submission) {
  const clang::Expr* const what = unwrapped(submission.getArg(0));
  if (what == nullptr) return false;
  if (const auto* const lambda = dyn_cast<clang::LambdaExpr>(what))
    return !lambda->isGenericLambda() && takes_plain(*lambda->getCallOperator(), submission) &&
           (is_noexcept(lambda->getCallOperator()) || throwing().TraverseStmt(lambda->getBody()));
  const auto* const name = dyn_cast<clang::DeclRefExpr>(what);
  const auto* const function = name == nullptr ? nullptr : dyn_cast<clang::FunctionDecl>(name->getDecl());
  return function != nullptr && is_noexcept(function) && takes_plain(*function, submission);
}

}  // namespace migrate
