#include "names.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

namespace scan {
namespace {

constexpr bool digit(char c) noexcept {
  return c >= '0' && c <= '9';
}

/// Behind an offset as thunks have it: digits, maybe n in front, _ behind.
std::size_t behind_offset(std::string_view text, std::size_t at) noexcept {
  if (at < text.size() && text[at] == 'n') ++at;
  while (at < text.size() && digit(text[at])) ++at;
  return at < text.size() && text[at] == '_' ? at + 1 : std::string_view::npos;
}

}  // namespace

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

std::string hexadecimal(std::uint64_t number) {
  std::array<char, 24> text{};
  std::snprintf(text.data(), text.size(), "0x%llx", static_cast<unsigned long long>(number));
  return text.data();
}

}  // namespace scan
