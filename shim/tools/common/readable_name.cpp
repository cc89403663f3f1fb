#include "readable_name.hpp"

#include <cxxabi.h>

#include <cstdlib>
#include <memory>

namespace tools {
namespace {

struct release_memory {
  void operator()(char* text) const noexcept { std::free(text); }
};

constexpr std::size_t longest = 1000;
constexpr std::size_t most_references = 24;
constexpr double most_steps = 2e8;  // less than a second

bool is_part_of_reference(char c) noexcept {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
}

/// What makes a name grow.
struct growth {
  std::size_t references = 0;  // "S_", "S1A_", "T_", "T0_": what stands for a part that was there before
  std::size_t patterns = 0;    // "Dp": what is repeated for each element of a list
};

growth growth_in(std::string_view name) noexcept {
  growth found;
  std::size_t open = 0;  // letters that begin a reference if the digits and capitals behind them end in "_"
  for (std::size_t at = 0; at < name.size(); ++at) {
    if (name[at] == '_') found.references += open;
    if (!is_part_of_reference(name[at])) open = 0;
    if (name[at] == 'S' || name[at] == 'T') ++open;
    if (name.substr(at, 2) == "Dp") ++found.patterns;
  }
  return found;
}

// A name of 300 bytes can stand for gigabytes, and take minutes: with n references it grows to 3 to the power of n / 3
// times its length at most; a pattern grows with its list, which has no more elements than the name has characters, and
// a pattern in a pattern does so for each of those again. To find an element, the list is gone through.
bool may_be_too_long(std::string_view name) noexcept {
  if (name.size() > longest) return true;
  const growth found = growth_in(name);
  if (found.references > most_references) return true;
  auto steps = static_cast<double>(name.size());
  for (std::size_t each = 2; each < found.references; each += 3) steps *= 3;
  for (std::size_t each = 0; each < found.patterns && steps <= most_steps; ++each)
    steps *= static_cast<double>(name.size());
  return steps > most_steps;
}

std::string spelled_out(std::string_view mangled) {
  std::string name(mangled);
  if (may_be_too_long(name)) return name;
  int status = 0;
  const std::unique_ptr<char, release_memory> text(abi::__cxa_demangle(name.c_str(), nullptr, nullptr, &status));
  return status == 0 && text ? text.get() : name;
}

}  // namespace

// "f" would be read as the type float.
std::string readable_symbol(std::string_view symbol) {
  return symbol.starts_with("_Z") ? spelled_out(symbol) : std::string(symbol);
}

std::string readable_type(std::string_view type) {
  return spelled_out(type);
}

const std::string& readable_symbols::of(std::string_view symbol) {
  const auto [known, is_new] = known_.try_emplace(std::string(symbol));
  if (is_new) known->second = readable_symbol(symbol);
  return known->second;
}

}  // namespace tools
