#include "wrapped_line.hpp"

#include <nlohmann/json.hpp>

namespace report {
namespace {

using nlohmann::json;

bool may_be_ours(std::string_view text) {
  return text.find("threadpool") != text.npos;
}

std::string without_end(std::string text) {
  while (text.ends_with('\n') || text.ends_with('\r')) text.pop_back();
  return text;
}

}  // namespace

std::vector<std::string> wrapped_lines(std::string_view line) {
  const std::size_t first = line.find_first_not_of(" \t");
  if (first == line.npos || line[first] != '{' || !may_be_ours(line)) return {};
  constexpr bool throws = false;
  const json object = json::parse(line, nullptr, throws);
  std::vector<std::string> lines;
  if (!object.is_object()) return lines;
  for (const json& each : object)
    if (each.is_string() && may_be_ours(each.get_ref<const std::string&>()))
      lines.push_back(without_end(each.get<std::string>()));
  return lines;
}

}  // namespace report
