// Where the pools that are local variables are used, and what is sure therefore.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <clang/AST/Decl.h>
#include <clang/AST/Stmt.h>

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "enclosing.hpp"
#include "rules.hpp"

namespace migrate {

enum class pool_use { start, stop, resize, other, escape };

/// Known by the order of the text: what stands above happens before, unless it is in a loop around the pool, which then
/// is another one each time, or a goto goes back.
class pool_life {
 public:
  pool_life(const clang::VarDecl& pool, const clang::CompoundStmt* block);

  /// `block` is the statement that holds the statement of this use, or null if it is part of something larger.
  void add(pool_use what, std::size_t offset, const clang::Stmt* block, const clang::Stmt* statement);

  [[nodiscard]] bool may_be_started() const;
  /// One start, in the block of the declaration, with nothing before it but resizing, and nothing between that could
  /// matter to threads, as fork does.
  [[nodiscard]] bool starts_where_made() const;
  /// Nobody else knows the pool, and nothing follows its stop.
  [[nodiscard]] bool ends_with_stop() const;

 private:
  struct step {
    pool_use what;
    std::size_t offset;
    bool in_block;
    bool at_once;
  };

  const clang::Stmt* block_;
  bool has_label_ = false;
  std::set<const clang::Stmt*> at_once_;  // the statements that come before anything that could matter to threads
  std::vector<step> steps_;
};

/// Why a use of the pool may come to something else in the core, or its construction (rewriting::none); empty if it
/// cannot. Null: nothing is known of the pool, or it is not one.
std::string doubt_about(rewriting how, const pool_life* life);

class local_pools {
 public:
  /// `way` leads to the declaration.
  void declare(const clang::VarDecl& pool, const path_down& way);

  /// `way` leads to a name of it, the last of it. A use in a lambda may come at any time.
  void note(const clang::VarDecl& pool, pool_use what, std::size_t offset, const path_down& way);

  [[nodiscard]] bool has(const clang::VarDecl* pool) const { return lives_.contains(pool); }
  [[nodiscard]] const pool_life& of(const clang::VarDecl& pool) const { return lives_.at(&pool); }

  /// The local pool that is initialised so; null for every other.
  [[nodiscard]] const clang::VarDecl* made_by(const clang::Expr* initialiser) const;

  /// The local pool whose member it is; null for every other.
  [[nodiscard]] const clang::VarDecl* owner_of(const clang::MemberExpr& member) const;

 private:
  std::map<const clang::VarDecl*, pool_life> lives_;
};

}  // namespace migrate
