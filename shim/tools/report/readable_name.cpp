#include "readable_name.hpp"

#include <cxxabi.h>

#include <cstdlib>
#include <memory>
#include <string_view>

namespace report {
namespace {

struct release_memory {
  void operator()(char* text) const noexcept { std::free(text); }
};

/// "S_", "S1_", "T_": what stands for a part that was there before.
bool is_reference(std::string_view text) {
  if (!text.starts_with('S') && !text.starts_with('T')) return false;
  const std::size_t end = text.find_first_not_of("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", 1);
  return end != text.npos && text[end] == '_';
}

// A symbol of 300 bytes can stand for gigabytes: each part says the one before it twice. With n references a text grows
// to 3 to the power of n / 3 times its length at most; a pattern for a list grows with the list, and a pattern in it
// again.
bool may_be_too_long(std::string_view symbol) {
  constexpr std::size_t longest = 1000, most_references = 24, most_patterns = 2;
  if (symbol.size() > longest) return true;
  std::size_t references = 0, patterns = 0;
  for (std::size_t at = 0; at < symbol.size(); ++at) {
    if (is_reference(symbol.substr(at))) ++references;
    if (symbol.substr(at).starts_with("Dp")) ++patterns;
  }
  return references > most_references || patterns > most_patterns;
}

}  // namespace

std::string readable_name(const std::string& symbol) {
  if (!symbol.starts_with("_Z") || may_be_too_long(symbol)) return symbol;
  int status = 0;
  const std::unique_ptr<char, release_memory> name(abi::__cxa_demangle(symbol.c_str(), nullptr, nullptr, &status));
  return status == 0 ? name.get() : symbol;
}

}  // namespace report
