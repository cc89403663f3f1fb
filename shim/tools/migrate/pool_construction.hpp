// How a pool is made: the three arguments become options.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include "rewriter.hpp"

namespace migrate {

/// `made` has parentheses or braces, unless it is the initialiser of `declared`. Either may be null, not both.
verdict construction(const clang::CXXConstructExpr* made, const clang::DeclaratorDecl* declared,
                     const source_places& places);

/// Whether a member that is declared without a value gets its own in no constructor, as far as they are known.
bool is_made_by_default(const clang::FieldDecl& member);

/// Whether a template of a system header makes one without arguments, as std::make_unique can.
bool is_made_in_library(const clang::CXXRecordDecl& pool);

}  // namespace migrate
