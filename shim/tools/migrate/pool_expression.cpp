#include "pool_expression.hpp"

#include <clang/AST/ASTContext.h>
#include <clang/AST/CXXInheritance.h>

namespace migrate {
namespace {

using clang::dyn_cast;

const clang::CXXOperatorCallExpr* arrow_call(const clang::Expr* what) {
  const auto* const call = dyn_cast<clang::CXXOperatorCallExpr>(what->IgnoreImplicit());
  return call != nullptr && call->getOperator() == clang::OO_Arrow ? call : nullptr;
}

bool has_dereference(clang::QualType type, clang::ASTContext& context) {
  const auto* record = type->getAsCXXRecordDecl();
  if (record == nullptr || (record = record->getDefinition()) == nullptr) return false;
  const auto name = context.DeclarationNames.getCXXOperatorName(clang::OO_Star);
  if (!record->lookup(name).empty()) return true;
  for (const auto& base : record->bases())
    if (has_dereference(base.getType(), context)) return true;
  return false;
}

/// The class behind a pointer or array of it, or the class itself.
clang::QualType pointee(clang::QualType type, bool arrow) {
  if (!arrow) return type;
  if (const auto* const array = type->getAsArrayTypeUnsafe()) return array->getElementType();
  return type->getPointeeType();
}

bool converts(const clang::CXXRecordDecl& from, const clang::CXXRecordDecl& pool) {
  if (from.getCanonicalDecl() == pool.getCanonicalDecl()) return true;
  clang::CXXBasePaths paths;
  if (from.getDefinition() == nullptr || !from.isDerivedFrom(&pool, paths)) return false;
  return paths.front().Access == clang::AS_public;
}

std::string obstacle_of(const clang::MemberExpr& member, clang::QualType type, const clang::Expr& object,
                        const clang::CXXRecordDecl& pool) {
  if (!member.isArrow() && !object.isLValue()) return "the pool is a temporary";
  const auto* const record = type->getAsCXXRecordDecl();
  const bool own = clang::isa<clang::CXXThisExpr>(object.IgnoreParens());
  if (record == nullptr || (!own && !converts(*record, pool)))
    return "the base class ThreadPool is not accessible here";
  return "";
}

pool_expression through_operator(const clang::CXXOperatorCallExpr& arrow, const clang::MemberExpr& member,
                                 const clang::CXXRecordDecl& pool, const source_places& places,
                                 clang::ASTContext& context) {
  const clang::Expr& pointer = *arrow.getArg(0);
  const clang::QualType type = arrow.getType()->getPointeeType();
  pool_expression result;
  result.where = places.bytes(pointer.getSourceRange(), member.getMemberLoc());
  result.dereference = "*";
  result.is_simple = is_simple(&pointer);
  result.type = type->getAsCXXRecordDecl();
  result.is_const = type.isConstQualified();
  result.obstacle = obstacle_of(member, type, pointer, pool);
  if (arrow_call(&pointer) != nullptr || !has_dereference(pointer.IgnoreImpCasts()->getType(), context))
    result.obstacle = "what leads to the pool has an operator ->, but no operator *";
  return result;
}

bool is_simple_operator(const clang::CXXOperatorCallExpr& call) {
  const auto kind = call.getOperator();
  return (kind == clang::OO_Arrow || kind == clang::OO_Star) && call.getNumArgs() == 1 && is_simple(call.getArg(0));
}

bool is_literal(const clang::Expr& what) {
  return clang::isa<clang::IntegerLiteral, clang::StringLiteral, clang::CXXNullPtrLiteralExpr, clang::GNUNullExpr,
                    clang::CXXBoolLiteralExpr, clang::CharacterLiteral>(what);
}

}  // namespace

bool is_simple(const clang::Expr* what) {
  what = what->IgnoreParenImpCasts();
  if (clang::isa<clang::DeclRefExpr, clang::CXXThisExpr>(what) || is_literal(*what)) return true;
  if (const auto* const member = dyn_cast<clang::MemberExpr>(what))
    return clang::isa<clang::FieldDecl, clang::VarDecl>(member->getMemberDecl()) && is_simple(member->getBase());
  if (const auto* const one = dyn_cast<clang::UnaryOperator>(what))
    return (one->getOpcode() == clang::UO_Deref || one->getOpcode() == clang::UO_AddrOf) &&
           is_simple(one->getSubExpr());
  if (const auto* const call = dyn_cast<clang::CXXOperatorCallExpr>(what)) return is_simple_operator(*call);
  if (const auto* const element = dyn_cast<clang::ArraySubscriptExpr>(what))
    return is_simple(element->getBase()) && is_simple(element->getIdx());
  return false;
}

std::string pool_expression::text(const source_places& places) const {
  return std::string(dereference) + (where ? std::string(places.text(*where)) : "*this");
}

pool_expression pool_in(const clang::MemberExpr& member, const clang::CXXRecordDecl& pool,
                        const source_places& places) {
  const clang::Expr& object = *member.getBase()->IgnoreImpCasts();
  clang::ASTContext& context = pool.getASTContext();
  if (const auto* const arrow = arrow_call(&object); arrow != nullptr && member.isArrow())
    return through_operator(*arrow, member, pool, places, context);
  const clang::QualType type = pointee(object.getType(), member.isArrow());
  pool_expression result;
  if (!member.isImplicitAccess()) result.where = places.bytes(object.getSourceRange(), member.getMemberLoc());
  if (member.isArrow() && !member.isImplicitAccess()) result.dereference = "*";
  result.is_simple = is_simple(&object);
  result.type = type->getAsCXXRecordDecl();
  result.is_const = type.isConstQualified();
  result.obstacle = obstacle_of(member, type, object, pool);
  return result;
}

}  // namespace migrate
