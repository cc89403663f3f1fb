#include "names.hpp"

#include <cxxabi.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <memory>

namespace scan {
namespace {

constexpr bool digit(char c) noexcept {
  return c >= '0' && c <= '9';
}

constexpr bool upper_case(char c) noexcept {
  return c >= 'A' && c <= 'Z';
}

/// How often a mangled name refers to a part of itself, as S_, S1A_, T_, T0_. Two such references can double the text,
/// so a short name may stand for more than there is memory.
std::size_t references(std::string_view mangled) noexcept {
  std::size_t count = 0;
  for (std::size_t at = 0; at < mangled.size(); ++at) {
    if (mangled[at] != 'S' && mangled[at] != 'T') continue;
    std::size_t end = at + 1;
    while (end < mangled.size() && (digit(mangled[end]) || upper_case(mangled[end]))) ++end;
    if (end < mangled.size() && mangled[end] == '_') ++count;
  }
  return count;
}

constexpr std::size_t longest_name = 2000;
constexpr std::size_t most_references = 24;  // the names of this project's programs have 19 at most

struct release_memory {
  void operator()(char* text) const noexcept { std::free(text); }
};

/// Behind an offset as thunks have it: digits, maybe n in front, _ behind.
std::size_t behind_offset(std::string_view text, std::size_t at) noexcept {
  if (at < text.size() && text[at] == 'n') ++at;
  while (at < text.size() && digit(text[at])) ++at;
  return at < text.size() && text[at] == '_' ? at + 1 : std::string_view::npos;
}

}  // namespace

std::string readable(std::string_view mangled) {
  std::string name(mangled);
  if (name.size() > longest_name || references(name) > most_references) return name;
  int status = 0;
  const std::unique_ptr<char, release_memory> text(abi::__cxa_demangle(name.c_str(), nullptr, nullptr, &status));
  return status == 0 && text ? text.get() : name;
}

std::string without_thunk(std::string_view mangled) {
  std::size_t end = std::string_view::npos;
  if (mangled.starts_with("_ZTh")) end = behind_offset(mangled, 4);
  if (mangled.starts_with("_ZTv")) {
    end = behind_offset(mangled, 4);
    if (end != std::string_view::npos) end = behind_offset(mangled, end);
  }
  if (end == std::string_view::npos) return std::string(mangled);
  return "_Z" + std::string(mangled.substr(end));
}

bool is_pool_code(std::string_view mangled) {
  static constexpr std::array<std::string_view, 8> templates = {
      "4bindI",     "14invokeForValueI", "12callInThreadI", "24callInThreadWithCallbackI",
      "8dispatchI", "7context4callI",    "6Result3getI",    "7Failure5checkI"};
  static constexpr std::array<std::string_view, 4> scopes = {"ZN10threadpool", "ZNK10threadpool", "ZN5cadre",
                                                             "ZNK5cadre"};
  const auto holds = [&](std::string_view part) { return mangled.find(part) != std::string_view::npos; };
  return std::ranges::any_of(scopes, holds) && std::ranges::none_of(templates, holds);
}

std::string printable(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c >= 0x20 && c < 0x7f) {
      result += c;
      continue;
    }
    std::array<char, 8> escaped{};
    std::snprintf(escaped.data(), escaped.size(), "\\x%02x", static_cast<unsigned>(static_cast<unsigned char>(c)));
    result += escaped.data();
  }
  return result;
}

std::string hexadecimal(std::uint64_t number) {
  std::array<char, 24> text{};
  std::snprintf(text.data(), text.size(), "0x%llx", static_cast<unsigned long long>(number));
  return text.data();
}

}  // namespace scan
