#include "pool_of_call.hpp"

namespace migrate {
namespace {

using clang::dyn_cast;
using clang::isa;

/// What `*pointer` dereferences; null for everything else.
const clang::Expr* pointer_in(const clang::Expr& what) {
  if (const auto* const one = dyn_cast<clang::UnaryOperator>(&what))
    return one->getOpcode() == clang::UO_Deref ? one->getSubExpr() : nullptr;
  const auto* const call = dyn_cast<clang::CXXOperatorCallExpr>(&what);
  return call != nullptr && call->getOperator() == clang::OO_Star && call->getNumArgs() == 1 ? call->getArg(0)
                                                                                             : nullptr;
}

/// Whether a member can be asked of it without parentheses around it.
bool is_primary(const clang::Expr& what) {
  return isa<clang::DeclRefExpr, clang::MemberExpr, clang::ParenExpr, clang::CallExpr, clang::ArraySubscriptExpr>(
             what.IgnoreImplicit()) &&
         !isa<clang::CXXOperatorCallExpr>(what.IgnoreImplicit());
}

}  // namespace

bool is_pool_of(const clang::NamedDecl& function) {
  return function.getDeclName().isIdentifier() && function.getName() == "pool_of" &&
         function.getQualifiedNameAsString() == "cadre::shim::pool_of";
}

bool is_pool_of(const clang::CallExpr& call) {
  const clang::FunctionDecl* const callee = call.getDirectCallee();
  return callee != nullptr && is_pool_of(*callee);
}

verdict without_pool_of(const clang::CallExpr& call, const path_down& way, const source_places& places) {
  const clang::Expr& argument = *call.getArg(0)->IgnoreImpCasts();
  const clang::Expr* const pointer = pointer_in(argument);
  if (pointer != nullptr && isa<clang::CXXThisExpr>(pointer->IgnoreParenImpCasts()))
    return by_hand("a class is derived from it, which gets a pool as a member instead");
  const clang::SourceLocation beside = call.getBeginLoc();
  const auto whole = places.bytes(call.getSourceRange(), beside);
  const auto* const member = dyn_cast_or_null<clang::MemberExpr>(enclosing(way).up().here());
  const bool through = pointer != nullptr && member != nullptr;
  const auto kept = places.bytes((through ? pointer : &argument)->getSourceRange(), beside);
  if (!whole || !kept || beside.isMacroID()) return by_hand(in_a_macro);
  std::size_t end = whole->end;
  if (through) {
    const auto name = places.bytes({member->getMemberLoc(), member->getMemberLoc()}, beside);
    if (!name) return by_hand(in_parts);
    end = name->begin;
  }
  const span before{whole->file, whole->begin, kept->begin}, after{whole->file, kept->end, end};
  if (has_comment(places.text(before)) || has_comment(places.text(after))) return by_hand(commented);
  const bool bare = is_primary(through ? *pointer : argument) || (pointer != nullptr && !through);
  return {{{{before.begin, before.end, bare ? "" : "("},
            {after.begin, after.end, through ? (bare ? "->" : ")->") : (bare ? "" : ")")}},
           {}},
          remedy::in_place,
          ""};
}

}  // namespace migrate
