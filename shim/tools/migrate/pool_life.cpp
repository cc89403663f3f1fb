#include "pool_life.hpp"

#include <algorithm>

namespace migrate {

void pool_life::add(pool_use what, std::size_t offset, const clang::Stmt* block) {
  steps_.push_back({what, offset, block != nullptr && block == block_});
}

bool pool_life::may_be_started() const {
  return std::any_of(steps_.begin(), steps_.end(),
                     [](const step& each) { return each.what == pool_use::start || each.what == pool_use::escape; });
}

bool pool_life::starts_where_made() const {
  const auto is_start = [](const step& each) { return each.what == pool_use::start; };
  const auto start = std::find_if(steps_.begin(), steps_.end(), is_start);
  if (start == steps_.end() || std::count_if(steps_.begin(), steps_.end(), is_start) != 1 || !start->in_block)
    return false;
  return std::all_of(steps_.begin(), steps_.end(),
                     [&](const step& each) { return each.offset >= start->offset || each.what == pool_use::resize; });
}

bool pool_life::ends_with_stop() const {
  return std::all_of(steps_.begin(), steps_.end(), [this](const step& each) {
    if (each.what == pool_use::escape) return false;
    if (each.what != pool_use::stop) return true;
    return each.in_block &&
           std::all_of(steps_.begin(), steps_.end(), [&](const step& other) { return other.offset <= each.offset; });
  });
}

void local_pools::declare(const clang::VarDecl& pool, const path_down& way) {
  const auto block = std::find_if(way.rbegin(), way.rend(), [](const clang::Stmt* each) {
    return each != nullptr && clang::isa<clang::CompoundStmt>(each);
  });
  lives_.emplace(&pool, pool_life(block == way.rend() ? nullptr : *block));
}

void local_pools::note(const clang::VarDecl& pool, pool_use what, std::size_t offset, const path_down& way) {
  const auto function = std::find(way.rbegin(), way.rend(), nullptr);
  const bool in_lambda =
      std::any_of(way.rbegin(), function, [](const clang::Stmt* each) { return clang::isa<clang::LambdaExpr>(each); });
  const clang::Stmt* const around = enclosing(way).up(true).up(true).up(true).here();
  lives_.at(&pool).add(in_lambda ? pool_use::escape : what, offset, around);
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
