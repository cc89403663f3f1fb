#include "source_places.hpp"

#include <clang/Lex/Lexer.h>

#include <filesystem>

namespace migrate {

namespace fs = std::filesystem;

namespace {

/// No comma or parenthesis in it ends the argument of a macro.
bool is_one_argument(std::string_view text) {
  int depth = 0;
  for (const char c : text) {
    depth += (c == '(') - (c == ')');
    if (depth < 0 || (depth == 0 && c == ',')) return false;
  }
  return depth == 0;
}

}  // namespace

std::optional<clang::SourceLocation> source_places::written(clang::SourceLocation token) const {
  while (token.isMacroID()) {
    if (!manager_.isMacroArgExpansion(token)) return std::nullopt;
    token = manager_.getImmediateSpellingLoc(token);
  }
  if (token.isInvalid() || !manager_.getFileEntryRefForID(manager_.getFileID(token))) return std::nullopt;
  return token;
}

bool source_places::same_level(clang::SourceLocation one, clang::SourceLocation other) const {
  while (one.isMacroID() && other.isMacroID()) {
    if (!manager_.isMacroArgExpansion(one) || !manager_.isMacroArgExpansion(other)) return false;
    if (manager_.getImmediateExpansionRange(one).getBegin() != manager_.getImmediateExpansionRange(other).getBegin())
      return false;
    one = manager_.getImmediateSpellingLoc(one);
    other = manager_.getImmediateSpellingLoc(other);
  }
  return one.isFileID() && other.isFileID();
}

std::optional<span> source_places::bytes(clang::SourceRange tokens, clang::SourceLocation beside) const {
  clang::SourceLocation first = tokens.getBegin(), last = tokens.getEnd();
  if (beside.isMacroID()) {
    if (!same_level(first, beside) || !same_level(last, beside)) return std::nullopt;
    const auto one = written(first), other = written(last);
    if (!one || !other) return std::nullopt;
    const auto found = between(*one, *other);
    return found && is_one_argument(text(*found)) ? found : std::nullopt;
  }
  if (first.isMacroID() && !clang::Lexer::isAtStartOfMacroExpansion(first, manager_, language_, &first))
    return std::nullopt;
  if (last.isMacroID() && !clang::Lexer::isAtEndOfMacroExpansion(last, manager_, language_, &last)) return std::nullopt;
  return between(first, last);
}

std::optional<span> source_places::between(clang::SourceLocation first, clang::SourceLocation last) const {
  const auto [file, begin] = manager_.getDecomposedLoc(first);
  const auto [other, end] = manager_.getDecomposedLoc(clang::Lexer::getLocForEndOfToken(last, 0, manager_, language_));
  if (file != other || end < begin || !manager_.getFileEntryRefForID(file)) return std::nullopt;
  return span{file, begin, end};
}

// What a macro pastes together is nowhere in a file: then the place of its call.
clang::SourceLocation source_places::spelled(clang::SourceLocation token) const {
  const clang::SourceLocation spelling = manager_.getSpellingLoc(token);
  return manager_.getFileEntryRefForID(manager_.getFileID(spelling)) ? spelling : manager_.getFileLoc(token);
}

clang::FileID source_places::file_of(clang::SourceLocation token) const {
  return manager_.getFileID(spelled(token));
}

place source_places::place_of(clang::SourceLocation token) const {
  const auto [file, offset] = manager_.getDecomposedLoc(spelled(token));
  return {path(file), manager_.getLineNumber(file, offset), manager_.getColumnNumber(file, offset), offset};
}

std::string source_places::path(clang::FileID file) const {
  const auto entry = manager_.getFileEntryRefForID(file);
  if (!entry) return "";
  llvm::SmallString<256> name(entry->getName());
  manager_.getFileManager().makeAbsolutePath(name);
  std::error_code none;
  const fs::path real = fs::canonical(std::string(name), none);
  return none ? std::string(name) : real.string();
}

}  // namespace migrate
