// From clang's locations to bytes of files.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <clang/Basic/LangOptions.h>
#include <clang/Basic/SourceManager.h>

#include <optional>
#include <string>
#include <string_view>

#include "use.hpp"

namespace migrate {

/// Bytes of one file.
struct span {
  clang::FileID file;
  std::size_t begin = 0;
  std::size_t end = 0;
};

class source_places {
 public:
  source_places(const clang::SourceManager& manager, const clang::LangOptions& language)
      : manager_(manager), language_(language) {}

  /// The place in a file where the token stands; nothing if a macro's body put it there. What is an argument of a macro
  /// stands in the file.
  [[nodiscard]] std::optional<clang::SourceLocation> written(clang::SourceLocation token) const;

  /// Whether both stand in the file itself, or in one argument list of the same macro.
  [[nodiscard]] bool same_level(clang::SourceLocation one, clang::SourceLocation other) const;

  /// The bytes of the tokens from the first to the last one, as they stand beside the token `beside`: if that is in the
  /// file itself, a macro that makes a part of them is taken as a whole. Nothing if they are not of one piece there.
  [[nodiscard]] std::optional<span> bytes(clang::SourceRange tokens, clang::SourceLocation beside) const;

  /// For people: where the token is spelled, in the body of a macro too.
  [[nodiscard]] place place_of(clang::SourceLocation token) const;

  /// The file's real path, and its text.
  [[nodiscard]] std::string path(clang::FileID file) const;
  [[nodiscard]] std::string_view text(clang::FileID file) const { return manager_.getBufferData(file); }
  [[nodiscard]] std::string_view text(const span& what) const {
    return text(what.file).substr(what.begin, what.end - what.begin);
  }

  [[nodiscard]] clang::FileID file_of(clang::SourceLocation token) const;

 private:
  [[nodiscard]] std::optional<span> between(clang::SourceLocation first, clang::SourceLocation last) const;
  [[nodiscard]] clang::SourceLocation spelled(clang::SourceLocation token) const;

  const clang::SourceManager& manager_;
  const clang::LangOptions& language_;
};

}  // namespace migrate
