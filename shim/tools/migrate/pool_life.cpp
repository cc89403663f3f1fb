#include "pool_life.hpp"

#include <clang/AST/RecursiveASTVisitor.h>

#include <algorithm>

namespace migrate {
namespace {

bool has_label(const clang::Stmt* what) {
  if (what == nullptr) return false;
  return clang::isa<clang::LabelStmt>(what) || std::any_of(what->child_begin(), what->child_end(), has_label);
}

bool is_pools(const clang::CXXRecordDecl* type) {
  return type != nullptr && type->getQualifiedNameAsString() == "threadpool::ThreadPool";
}

/// Looks for what could matter to threads that are there already; stops there.
class acting : public clang::RecursiveASTVisitor<acting> {
 public:
  [[nodiscard]] static bool shouldVisitImplicitCode() { return true; }
  static bool TraverseLambdaExpr(clang::LambdaExpr* /*what*/) { return true; }  // NOLINT: clang's name
  static bool VisitCallExpr(clang::CallExpr* what) {                            // NOLINT: clang's name
    const clang::FunctionDecl* const callee = what->getDirectCallee();
    const auto* const method = clang::dyn_cast_or_null<clang::CXXMethodDecl>(callee);
    return callee != nullptr && (callee->isInStdNamespace() || callee->isConstexpr() ||
                                 (method != nullptr && is_harmless(*method->getParent())));
  }
  static bool VisitCXXConstructExpr(clang::CXXConstructExpr* what) {  // NOLINT: clang's name
    const clang::CXXConstructorDecl& made = *what->getConstructor();
    return made.isTrivial() || made.isConstexpr() || is_harmless(*made.getParent());
  }
  static bool VisitCoawaitExpr(clang::CoawaitExpr* /*what*/) { return false; }  // NOLINT: clang's name
  static bool VisitGCCAsmStmt(clang::GCCAsmStmt* /*what*/) { return false; }    // NOLINT: clang's name

 private:
  static bool is_harmless(const clang::CXXRecordDecl& type) { return type.isInStdNamespace() || is_pools(&type); }
};

}  // namespace

pool_life::pool_life(const clang::VarDecl& pool, const clang::CompoundStmt* block)
    : block_(block), has_label_(has_label(block)) {
  if (block == nullptr) return;
  const auto* const declared = std::find_if(block->body_begin(), block->body_end(), [&](const clang::Stmt* each) {
    const auto* const all = clang::dyn_cast<clang::DeclStmt>(each);
    return all != nullptr && std::find(all->decl_begin(), all->decl_end(), &pool) != all->decl_end();
  });
  for (const auto* each = declared; each != block->body_end(); ++each) {
    if (!acting().TraverseStmt(*each)) break;
    at_once_.insert(*each);
  }
}

void pool_life::add(pool_use what, std::size_t offset, const clang::Stmt* block, const clang::Stmt* statement) {
  steps_.push_back({what, offset, block != nullptr && block == block_, at_once_.contains(statement)});
}

bool pool_life::may_be_started() const {
  return std::any_of(steps_.begin(), steps_.end(),
                     [](const step& each) { return each.what == pool_use::start || each.what == pool_use::escape; });
}

bool pool_life::starts_where_made() const {
  const auto is_start = [](const step& each) { return each.what == pool_use::start; };
  const auto start = std::find_if(steps_.begin(), steps_.end(), is_start);
  if (start == steps_.end() || std::count_if(steps_.begin(), steps_.end(), is_start) != 1 || !start->in_block ||
      !start->at_once || has_label_)
    return false;
  return std::all_of(steps_.begin(), steps_.end(),
                     [&](const step& each) { return each.offset >= start->offset || each.what == pool_use::resize; });
}

bool pool_life::ends_with_stop() const {
  return std::all_of(steps_.begin(), steps_.end(), [this](const step& each) {
    if (each.what == pool_use::escape || has_label_) return false;
    if (each.what != pool_use::stop) return true;
    return each.in_block &&
           std::all_of(steps_.begin(), steps_.end(), [&](const step& other) { return other.offset <= each.offset; });
  });
}

std::string doubt_about(rewriting how, const pool_life* life) {
  switch (how) {
    case rewriting::none:
      return life == nullptr || life->may_be_started()
                 ? ""
                 : "it is never started, and works in the core from where it is made";
    case rewriting::removal:
      return life != nullptr && life->starts_where_made()
                 ? ""
                 : "the pool works from where it is made, and there is no second start";
    default:
      return life != nullptr && life->ends_with_stop() ? "" : "after stop it throws already_quit";
  }
}

void local_pools::declare(const clang::VarDecl& pool, const path_down& way) {
  const auto block = std::find_if(way.rbegin(), way.rend(), [](const clang::Stmt* each) {
    return each != nullptr && clang::isa<clang::CompoundStmt>(each);
  });
  lives_.emplace(&pool, pool_life(pool, block == way.rend() ? nullptr : clang::cast<clang::CompoundStmt>(*block)));
}

void local_pools::note(const clang::VarDecl& pool, pool_use what, std::size_t offset, const path_down& way) {
  const auto function = std::find(way.rbegin(), way.rend(), nullptr);
  const bool in_lambda =
      std::any_of(way.rbegin(), function, [](const clang::Stmt* each) { return clang::isa<clang::LambdaExpr>(each); });
  const enclosing around = enclosing(way).up(true).up(true).up(true);
  lives_.at(&pool).add(in_lambda ? pool_use::escape : what, offset, around.here(), around.child());
}

const clang::VarDecl* local_pools::made_by(const clang::Expr* initialiser) const {
  const auto found = std::find_if(lives_.begin(), lives_.end(), [&](const auto& each) {
    return each.first->getInit() != nullptr && each.first->getInit()->IgnoreImplicit() == initialiser;
  });
  return found == lives_.end() ? nullptr : found->first;
}

const clang::VarDecl* local_pools::owner_of(const clang::MemberExpr& member) const {
  const auto* const name = clang::dyn_cast<clang::DeclRefExpr>(member.getBase()->IgnoreParenImpCasts());
  const auto* const pool = name == nullptr ? nullptr : clang::dyn_cast<clang::VarDecl>(name->getDecl());
  return has(pool) ? pool : nullptr;
}

}  // namespace migrate
