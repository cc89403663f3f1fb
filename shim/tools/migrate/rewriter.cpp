#include "rewriter.hpp"

#include "call_edits.hpp"
#include "move_edits.hpp"

namespace migrate {
namespace {

using clang::dyn_cast;
using clang::isa;

const clang::Expr* without_wrapping(const clang::Expr* what) {
  for (const clang::Expr* inner = what;; what = inner) {
    inner = what->IgnoreParens()->IgnoreImplicit();
    if (inner == what) return what;
  }
}

/// q() is const: so somebody who may only look at a pool could put something into its queue.
bool needs_more_than_const(const rule& how) {
  return how.owner == "Queue" && how.how != rewriting::gauge;
}

bool is_within(const path_down& way, const clang::MemberExpr& member) {
  return !way.empty() && way.back() == &member;
}

/// Whether a comparison can stand there as it is.
bool takes_comparison(const clang::Stmt* around) {
  if (around == nullptr) return true;
  if (const auto* const two = dyn_cast<clang::BinaryOperator>(around))
    return two->isLogicalOp() || two->isCommaOp() || two->getOpcode() == clang::BO_Assign;
  if (isa<clang::CXXOperatorCallExpr>(around)) return false;
  return isa<clang::ParenExpr, clang::CallExpr, clang::ReturnStmt, clang::IfStmt, clang::WhileStmt, clang::DoStmt,
             clang::ForStmt, clang::CompoundStmt, clang::DeclStmt, clang::InitListExpr, clang::ConditionalOperator,
             clang::CXXNamedCastExpr, clang::CXXTemporaryObjectExpr, clang::LambdaExpr>(around);
}

}  // namespace

verdict by_hand(std::string reason) {
  return {{}, remedy::by_hand, std::move(reason)};
}

const clang::CXXMemberCallExpr* queue_call(const clang::MemberExpr& member) {
  return dyn_cast<clang::CXXMemberCallExpr>(without_wrapping(member.getBase()));
}

bool has_comment(std::string_view text) {
  return text.find("//") != text.npos || text.find("/*") != text.npos || text.find('#') != text.npos;
}

std::optional<change> around_pool(const called_member& use, const span& whole, const std::string& before,
                                  const std::string& after, const source_places& places) {
  const std::string head = before + std::string(use.pool.dereference);
  if (!use.pool.where) {
    if (has_comment(places.text(whole))) return std::nullopt;
    return change{{{whole.begin, whole.end, before + "*this" + after}}, {}};
  }
  const span& pool = *use.pool.where;
  const span first{whole.file, whole.begin, pool.begin}, second{whole.file, pool.end, whole.end};
  if (has_comment(places.text(first)) || has_comment(places.text(second))) return std::nullopt;
  return change{{{first.begin, first.end, head}, {second.begin, second.end, after}}, {}};
}

verdict rewriter::rewrite(const rule& how, const clang::MemberExpr& member, const path_down& way) const {
  if (!places_.written(member.getMemberLoc())) return by_hand(in_a_macro);
  if (how.how == rewriting::none) return by_hand(std::string(how.reason));
  const auto* const call =
      is_within(way, member) ? dyn_cast_or_null<clang::CXXMemberCallExpr>(enclosing(way).up(true).here()) : nullptr;
  if (call == nullptr) return by_hand("it is not called here");
  const clang::MemberExpr* of_pool = &member;
  if (how.owner == "Queue") {
    const auto* const queue = queue_call(member);
    of_pool = queue == nullptr ? nullptr : dyn_cast<clang::MemberExpr>(queue->getCallee()->IgnoreParens());
    const rule* const of_queue = of_pool == nullptr ? nullptr : names_.of(of_pool->getMemberDecl());
    if (of_queue == nullptr || of_queue->owner != "ThreadPool") return by_hand("the handle is kept");
  }
  const called_member use{how, member, *call, way, pool_in(*of_pool, *names_.pool(), places_)};
  if (!places_.same_level(member.getMemberLoc(), of_pool->getMemberLoc())) return by_hand(in_parts);
  if (!use.pool.obstacle.empty()) return by_hand(use.pool.obstacle);
  if (use.pool.is_const && needs_more_than_const(how)) return by_hand("the pool is const here");
  if (!of_pool->isImplicitAccess() && !use.pool.where) return by_hand(in_parts);
  return rewrite(use);
}

verdict rewriter::rewrite(const called_member& use) const {
  verdict result;
  switch (use.how.how) {
    case rewriting::expression:
      result = expression(use);
      break;
    case rewriting::gauge:
      result = gauge(use);
      break;
    case rewriting::task:
    case rewriting::limits:
      result = move_edits(places_).rewrite(use);
      break;
    default:
      result = call_edits(names_, places_).rewrite(use);
  }
  if (result.what.empty() && result.reason.empty()) result.reason = in_parts;
  return result;
}

verdict rewriter::expression(const called_member& use) const {
  const auto whole = places_.bytes(use.call.getSourceRange(), use.member.getMemberLoc());
  if (!whole) return by_hand(in_parts);
  return replaced(use, *whole, std::string(use.how.before), std::string(use.how.after));
}

verdict rewriter::replaced(const called_member& use, const span& whole, const std::string& before,
                           const std::string& after) const {
  if (use.pool.where &&
      (use.pool.where->file != whole.file || use.pool.where->begin < whole.begin || use.pool.where->end > whole.end))
    return by_hand(in_parts);
  auto what = around_pool(use, whole, before, after, places_);
  if (!what) return by_hand(commented);
  what->includes = {"\"cadre/shim/pool_of.hpp\""};
  return {std::move(*what), use.how.fix, std::string(use.how.reason)};
}

verdict rewriter::gauge(const called_member& use) const {
  enclosing around = enclosing(use.way).up(true);  // the call
  const clang::MemberExpr* asked = &use.member;
  if (use.how.owner != "Queue") {
    asked = dyn_cast_or_null<clang::MemberExpr>(around.up(true).here());
    if (asked == nullptr || asked->isArrow()) return by_hand("the list itself is used");
    around.up(true);
  }
  const auto* const outer = dyn_cast_or_null<clang::CallExpr>(around.here());
  const auto* const method = dyn_cast<clang::CXXMethodDecl>(asked->getMemberDecl());
  if (outer == nullptr || method == nullptr || !method->getDeclName().isIdentifier() || outer->getNumArgs() != 0)
    return by_hand("the list itself is used");
  const llvm::StringRef name = method->getName();
  if (!places_.same_level(asked->getMemberLoc(), use.member.getMemberLoc())) return by_hand(in_parts);
  if (name == "empty") return comparison(use, *outer, around);
  if (name != "size" && name != "qsize") return by_hand("the list itself is used");
  const auto whole = places_.bytes(outer->getSourceRange(), use.member.getMemberLoc());
  if (!whole) return by_hand(in_parts);
  return replaced(use, *whole, std::string(use.how.before), std::string(use.how.after));
}

// `!pool.waiters().empty()` becomes one comparison, where the "!" stands directly before it.
verdict rewriter::comparison(const called_member& use, const clang::CallExpr& outer, enclosing around) const {
  auto whole = places_.bytes(outer.getSourceRange(), use.member.getMemberLoc());
  if (!whole) return by_hand(in_parts);
  const bool in_macro = outer.getBeginLoc().isMacroID();
  around.up();
  bool negated = false;
  if (const auto* const one = dyn_cast_or_null<clang::UnaryOperator>(around.here());
      one != nullptr && one->getOpcode() == clang::UO_LNot && !in_macro && !one->getOperatorLoc().isMacroID()) {
    const auto sign = places_.bytes({one->getOperatorLoc(), one->getOperatorLoc()}, one->getOperatorLoc());
    negated = sign && sign->file == whole->file && sign->end == whole->begin && places_.text(*sign) == "!";
    if (negated) whole->begin = sign->begin;
  }
  if (negated) around.up();
  const bool bare = !in_macro && takes_comparison(around.here());
  return replaced(use, *whole, (bare ? "" : "(") + std::string(use.how.before),
                  std::string(use.how.after) + (negated ? " != 0" : " == 0") + (bare ? "" : ")"));
}

}  // namespace migrate
