#include "wrapped_line.hpp"

#include <cstdint>
#include <nlohmann/json.hpp>
#include <utility>

namespace report {
namespace {

using nlohmann::json;

constexpr std::string_view ours = "threadpool";

bool may_be_ours(std::string_view text) {
  return text.find(ours) != text.npos;
}

/// As journalctl writes a text with bytes that do not stand for characters: 116,104,114,…
bool may_hold_bytes_of_ours(std::string_view text) {
  static const std::string bytes = json(std::vector<int>(ours.begin(), ours.end())).dump();
  return text.find(std::string_view(bytes).substr(1, bytes.size() - 2)) != text.npos;
}

std::string text_of(const json& value) {
  if (value.is_string()) return value.get<std::string>();
  std::string bytes;
  if (value.is_array())
    for (const json& each : value) {
      if (!each.is_number_unsigned() || each.get<std::uint64_t>() > UINT8_MAX) return {};
      bytes += static_cast<char>(each.get<std::uint8_t>());
    }
  return bytes;
}

std::string without_end(std::string text) {
  while (text.ends_with('\n') || text.ends_with('\r')) text.pop_back();
  return text;
}

}  // namespace

std::vector<std::string> wrapped_lines(std::string_view line) {
  const std::size_t first = line.find_first_not_of(" \t");
  if (first == line.npos || line[first] != '{') return {};
  if (!may_be_ours(line) && !may_hold_bytes_of_ours(line)) return {};
  constexpr bool throws = false;
  const json object = json::parse(line, nullptr, throws);
  std::vector<std::string> lines;
  if (!object.is_object()) return lines;
  for (const json& each : object)
    if (std::string text = text_of(each); may_be_ours(text)) lines.push_back(without_end(std::move(text)));
  return lines;
}

}  // namespace report
