// What is declared in the frozen header, whatever is done about it.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <clang/AST/DeclCXX.h>

#include "rewriter.hpp"

namespace migrate {

class frozen_header {
 public:
  frozen_header(const clang::CXXRecordDecl& pool, const source_places& places)
      : pool_(pool), places_(places), file_(places.file_of(pool.getLocation())) {}

  [[nodiscard]] clang::FileID file() const { return file_; }
  [[nodiscard]] bool declares(const clang::NamedDecl& what) const;

  [[nodiscard]] bool is_pool(const clang::NamedDecl& what) const;
  /// A pool itself, no reference to one.
  [[nodiscard]] bool is_pool(clang::QualType type) const;
  [[nodiscard]] bool is_stop(const clang::ValueDecl& member) const;

 private:
  const clang::CXXRecordDecl& pool_;
  const source_places& places_;
  clang::FileID file_;
};

/// Whether it is threadpool.
bool is_its_namespace(const clang::NamespaceDecl& what);

/// By hand, with what the core has instead.
verdict not_in_core(const clang::NamedDecl& what);

}  // namespace migrate
