#include "call_edits.hpp"

#include <algorithm>

namespace migrate {
namespace {

using clang::dyn_cast;
using clang::isa;

const clang::MemberExpr& member_of(const clang::CXXMemberCallExpr& call) {
  return *clang::cast<clang::MemberExpr>(call.getCallee()->IgnoreParens());
}

/// A class between the pool's static type and ThreadPool that has a member of this name; null if there is none.
const clang::CXXRecordDecl* class_that_hides(const clang::CXXRecordDecl* type, const clang::CXXRecordDecl& pool,
                                             llvm::StringRef name) {
  if (type == nullptr || (type = type->getDefinition()) == nullptr) return nullptr;
  if (type->getCanonicalDecl() == pool.getCanonicalDecl()) return nullptr;
  if (!type->lookup(&type->getASTContext().Idents.get(name)).empty()) return type;
  for (const auto& base : type->bases())
    if (const auto* const found = class_that_hides(base.getType()->getAsCXXRecordDecl(), pool, name)) return found;
  return nullptr;
}

std::string hidden(const clang::CXXRecordDecl& by, const char* name) {
  return by.getNameAsString() + " has a " + name + " of its own";
}

/// The record that is made in the call; null for one that is kept, or a stop token.
const clang::CXXConstructExpr* new_job(const clang::Expr* what) {
  for (;;) {
    what = what->IgnoreParens()->IgnoreImplicit();
    const auto* const cast = dyn_cast<clang::CXXFunctionalCastExpr>(what);
    if (cast == nullptr) break;
    what = cast->getSubExpr();
  }
  const auto* const made = dyn_cast<clang::CXXConstructExpr>(what);
  if (made == nullptr || made->getNumArgs() != 2 || made->getConstructor()->isCopyOrMoveConstructor()) return nullptr;
  return made;
}

bool is_body(const clang::Stmt& around, const clang::Stmt* child) {
  if (const auto* const each = dyn_cast<clang::IfStmt>(&around))
    return each->getThen() == child || each->getElse() == child;
  if (const auto* const each = dyn_cast<clang::ForStmt>(&around)) return each->getBody() == child;
  return isa<clang::WhileStmt, clang::DoStmt, clang::CXXForRangeStmt, clang::SwitchCase, clang::LabelStmt>(around);
}

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n\f\v") == text.npos;
}

}  // namespace

verdict call_edits::rewrite(const called_member& use) const {
  switch (use.how.how) {
    case rewriting::removal:
      return removal(use);
    case rewriting::submission:
      return submission(use);
    case rewriting::job:
      return job(use);
    case rewriting::resizing:
      return resizing(use);
    default:
      return by_hand(std::string(use.how.reason));
  }
}

std::optional<edit> call_edits::renamed(const clang::CXXMemberCallExpr& call, const char* name) const {
  const clang::SourceLocation at = member_of(call).getMemberLoc();
  const auto token = places_.written(at) ? places_.bytes({at, at}, at) : std::nullopt;
  if (!token) return std::nullopt;
  return edit{token->begin, token->end, name};
}

std::optional<span> call_edits::statement(const clang::CXXMemberCallExpr& call) const {
  if (call.getBeginLoc().isMacroID() || call.getEndLoc().isMacroID()) return std::nullopt;
  auto found = places_.bytes(call.getSourceRange(), member_of(call).getMemberLoc());
  if (!found) return std::nullopt;
  const std::string_view text = places_.text(found->file);
  const std::size_t semicolon = text.find_first_not_of(" \t\r\n", found->end);
  if (semicolon == text.npos || text[semicolon] != ';') return std::nullopt;
  found->end = semicolon + 1;
  return found;
}

verdict call_edits::removal(const called_member& use) const {
  if (!use.pool.is_simple && use.pool.where) return by_hand("what leads to the pool would no longer be evaluated");
  const enclosing around = enclosing(use.way).up(true).up(true);
  if (around.here() == nullptr) return by_hand("it is part of something larger");
  auto whole = statement(use.call);
  if (!whole) return by_hand("in a macro, or not a statement of its own");
  if (has_comment(places_.text(*whole))) return by_hand(commented);
  if (is_body(*around.here(), around.child())) return {{{{whole->begin, whole->end, "{}"}}, {}}, use.how.fix, ""};
  if (!isa<clang::CompoundStmt>(around.here())) return by_hand("it is part of something larger");
  return {{{without_line(*whole, places_.text(whole->file))}, {}}, use.how.fix, ""};
}

verdict call_edits::submission(const called_member& use) const {
  if (use.member.hasQualifier()) return by_hand("it names the class, so callInThread would not be the override");
  if (use.member.hasExplicitTemplateArgs()) return by_hand("it has template arguments");
  if (const auto* const other = class_that_hides(use.pool.type, *names_.pool(), "callInThread"))
    return by_hand(hidden(*other, "callInThread"));
  if (use.call.getNumArgs() < 2) return by_hand("it has no function");
  const clang::Expr& owner = *use.call.getArg(0);
  const auto first = places_.bytes(owner.getSourceRange(), use.member.getMemberLoc());
  const auto second = places_.bytes(use.call.getArg(1)->getSourceRange(), use.member.getMemberLoc());
  auto name = renamed(use.call, "callInThread");
  if (!first || !second || !name || first->file != second->file || second->begin < first->end) return {};
  if (has_comment(places_.text(span{first->file, first->begin, second->begin}))) return by_hand(commented);
  const change what{{*name, {first->begin, second->begin, ""}}, {}};
  if (is_simple(&owner)) return {what, use.how.fix, ""};
  return {what, remedy::review, "the owner is no longer evaluated"};
}

verdict call_edits::job(const called_member& use) const {
  if (const auto* const other = class_that_hides(use.pool.type, *names_.pool(), "callInThread"))
    return by_hand(hidden(*other, "callInThread"));
  const auto* const made = use.call.getNumArgs() == 1 ? new_job(use.call.getArg(0)) : nullptr;
  if (made == nullptr) return by_hand("the record is not made in the call");
  const auto whole = places_.bytes(use.call.getSourceRange(), use.member.getMemberLoc());
  const auto function = places_.bytes(made->getArg(0)->getSourceRange(), use.member.getMemberLoc());
  if (!whole || !function || function->begin < whole->begin || function->end > whole->end) return {};
  const std::size_t from = use.pool.where ? use.pool.where->end : whole->begin;
  const std::string dot = !use.pool.where ? "" : use.pool.dereference.empty() ? "." : "->";
  if (isa<clang::CXXDefaultArgExpr>(made->getArg(1))) {
    const span head{whole->file, from, function->begin}, tail{whole->file, function->end, whole->end};
    if (has_comment(places_.text(head)) || has_comment(places_.text(tail))) return by_hand(commented);
    return {{{{head.begin, head.end, dot + "callInThread("}, {tail.begin, tail.end, ")"}}, {}},
            use.how.fix,
            std::string(use.how.reason)};
  }
  const auto result = places_.bytes(made->getArg(1)->getSourceRange(), use.member.getMemberLoc());
  if (!result || has_comment(places_.text(*whole))) return {};
  const std::string arguments = std::string(places_.text(*result)) + ", " + std::string(places_.text(*function)) + ")";
  return {{{{from, whole->end, dot + "callInThreadWithCallback(" + arguments}}, {}},
          use.how.fix,
          std::string(use.how.reason)};
}

bool call_edits::is_minimum(const clang::CXXMemberCallExpr& call) const {
  return names_.of(call.getMethodDecl())->id == "TPS024";
}

const clang::CXXMemberCallExpr* call_edits::setter(const clang::Stmt* what, std::string_view pool) const {
  const auto* const expression = dyn_cast_or_null<clang::Expr>(what);
  const auto* const call =
      expression == nullptr ? nullptr : dyn_cast<clang::CXXMemberCallExpr>(expression->IgnoreImplicit());
  if (call == nullptr || call->getMethodDecl() == nullptr || call->getNumArgs() != 1) return nullptr;
  const rule* const found = names_.of(call->getMethodDecl());
  if (found == nullptr || found->how != rewriting::resizing) return nullptr;
  const pool_expression its = pool_in(member_of(*call), *names_.pool(), places_);
  return its.is_simple && its.text(places_) == pool && statement(*call) ? call : nullptr;
}

std::pair<const clang::CXXMemberCallExpr*, const clang::CXXMemberCallExpr*> call_edits::pair_with(
    const called_member& use) const {
  const auto* const block = dyn_cast_or_null<clang::CompoundStmt>(enclosing(use.way).up(true).up().here());
  if (block == nullptr) return {};
  const std::string pool = use.pool.text(places_);
  const clang::CXXMemberCallExpr* before = nullptr;
  for (const clang::Stmt* const each : block->body()) {
    const auto* const now = setter(each, pool);
    const bool together = before != nullptr && now != nullptr && is_minimum(*before) != is_minimum(*now);
    if (together && (before == &use.call || now == &use.call)) return {before, now};
    before = together ? nullptr : now;
  }
  return {};
}

verdict call_edits::resizing(const called_member& use) const {
  if (const auto* const other = class_that_hides(use.pool.type, *names_.pool(), "adjustPoolsize"))
    return by_hand(hidden(*other, "adjustPoolsize"));
  if (use.member.hasQualifier()) return by_hand("it names the class, so adjustPoolsize would not be the override");
  const auto [first, second] = pair_with(use);
  if (first != nullptr) return pair(use, *first, *second);
  auto name = renamed(use.call, "adjustPoolsize");
  const auto size = places_.bytes(use.call.getArg(0)->getSourceRange(), use.member.getMemberLoc());
  if (!name || !size) return {};
  change what{{std::move(*name)}, {}};
  if (!is_minimum(use.call)) {
    what.edits.push_back({size->begin, size->begin, "std::nullopt, "});
    what.includes = {"<optional>"};
  }
  return {std::move(what), use.how.fix, std::string(use.how.reason)};
}

verdict call_edits::pair(const called_member& use, const clang::CXXMemberCallExpr& first,
                         const clang::CXXMemberCallExpr& second) const {
  auto name = renamed(first, "adjustPoolsize");
  const auto here = places_.bytes(first.getArg(0)->getSourceRange(), member_of(first).getMemberLoc());
  const auto there = places_.bytes(second.getArg(0)->getSourceRange(), member_of(second).getMemberLoc());
  const auto gone = statement(second);
  if (!name || !here || !there || !gone || has_comment(places_.text(*gone))) return {};
  const std::string other(places_.text(*there));
  const edit size =
      is_minimum(first) ? edit{here->end, here->end, ", " + other} : edit{here->begin, here->begin, other + ", "};
  return {{{std::move(*name), size, without_line(*gone, places_.text(gone->file))}, {}},
          use.how.fix,
          std::string(use.how.reason)};
}

edit without_line(const span& statement, std::string_view text) {
  const std::size_t before = text.rfind('\n', statement.begin == 0 ? 0 : statement.begin - 1);
  const std::size_t line = before == text.npos || statement.begin == 0 ? 0 : before + 1;
  const std::size_t after = text.find('\n', statement.end);
  const std::size_t next = after == text.npos ? text.size() : after + 1;
  if (is_blank(text.substr(line, statement.begin - line)) && is_blank(text.substr(statement.end, next - statement.end)))
    return {line, next, ""};
  const std::size_t end = text.find_first_not_of(" \t", statement.end);
  const bool ends_line = end == text.npos || text[end] == '\n' || text[end] == '\r' || text.substr(end, 1) == "/";
  return {statement.begin, ends_line ? statement.end : end, ""};
}

}  // namespace migrate
