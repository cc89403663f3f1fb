// Mangled names as people write them.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

namespace tools {

/// The function or variable that a symbol stands for. A symbol that is not mangled stays as it is, and so does one that
/// may stand for more text than people read. Complexity: bounded, whatever the symbol is.
std::string readable_symbol(std::string_view symbol);

/// The same for the name of a type, as a type_info has it.
std::string readable_type(std::string_view type);

/// Symbols that come again and again are read once.
///
/// Thread safety: as a container.
class readable_symbols {
 public:
  /// Valid as long as this.
  const std::string& of(std::string_view symbol);

 private:
  std::unordered_map<std::string, std::string> known_;  // by symbol
};

}  // namespace tools
