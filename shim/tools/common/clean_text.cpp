#include "clean_text.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace tools {
namespace {

constexpr std::string_view stand_in = "\xEF\xBF\xBD";

bool plain(char byte) noexcept {
  return byte >= 0x20 && byte < 0x7f;
}

/// Each byte that belongs to no character is replaced. The library does that when it writes a string.
std::string valid(std::string_view text) {
  using nlohmann::json;
  return json::parse(json(std::string(text)).dump(-1, ' ', false, json::error_handler_t::replace)).get<std::string>();
}

/// How many bytes of a valid text are a control character, or one that XML forbids; 0 if it starts with another.
std::size_t unfit(std::string_view text) noexcept {
  const auto first = static_cast<unsigned char>(text[0]);
  if (first < 0x20 || first == 0x7f) return 1;
  if (first == 0xc2 && static_cast<unsigned char>(text[1]) < 0xa0) return 2;
  return text.starts_with("\xEF\xBF\xBE") || text.starts_with("\xEF\xBF\xBF") ? 3 : 0;
}

}  // namespace

std::string clean(std::string_view text) {
  if (std::ranges::all_of(text, plain)) return std::string(text);
  const std::string characters = valid(text);
  std::string result;
  for (std::size_t at = 0; at < characters.size();) {
    const std::size_t bytes = unfit(std::string_view(characters).substr(at));
    if (bytes > 0)
      result += stand_in;
    else
      result += characters[at];
    at += std::max<std::size_t>(bytes, 1);
  }
  return result;
}

std::string excerpt(std::string_view text) {
  constexpr std::size_t enough = 80;
  return clean(text.substr(0, enough)) + (text.size() > enough ? "..." : "");
}

std::size_t width(std::string_view text) noexcept {
  const auto continues = [](char byte) { return (static_cast<unsigned char>(byte) & 0xc0) == 0x80; };
  return text.size() - static_cast<std::size_t>(std::ranges::count_if(text, continues));
}

}  // namespace tools
