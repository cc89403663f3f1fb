#include "json_line.hpp"

#include <algorithm>
#include <charconv>
#include <initializer_list>
#include <nlohmann/json.hpp>
#include <string>

#include "clean_text.hpp"
#include "members.hpp"

namespace report {
namespace {

using nlohmann::json;

constexpr std::string_view schema = "threadpool-deprecation/1";
constexpr std::string_view family = "threadpool-deprecation/";
constexpr std::string_view quoted_family = "\"threadpool-deprecation/";
constexpr std::string_view opening = R"({"schema":"threadpool-deprecation/)";

/// Breaks the schema. What is wrong with a value is put down to the object's start.
[[noreturn]] void refuse(const std::string& why) {
  throw damaged_line("the JSON " + why, 0);
}

json parsed(std::string_view object) try { return json::parse(object); } catch (const json::parse_error& error) {
  throw damaged_line("the JSON is not one whole object on one line", error.byte > 0 ? error.byte - 1 : 0);
}

const json& value(const json& object, const char* key) {
  const auto found = object.find(key);
  if (found == object.end()) refuse("has no \"" + std::string(key) + '"');
  return *found;
}

const std::string& raw_text(const json& object, const char* key) {
  const json& found = value(object, key);
  if (!found.is_string()) refuse('"' + std::string(key) + "\" is no text");
  return found.get_ref<const std::string&>();
}

std::string text(const json& object, const char* key) {
  return clean(raw_text(object, key));
}

std::uint64_t number(const json& object, const char* key) {
  const json& found = value(object, key);
  if (!found.is_number_unsigned()) refuse('"' + std::string(key) + "\" is no number from 0 on");
  return found.get<std::uint64_t>();
}

std::string one_of(const json& object, const char* key, std::initializer_list<std::string_view> words) {
  const std::string& word = raw_text(object, key);
  if (std::ranges::find(words, word) == words.end()) refuse('"' + std::string(key) + "\" is unknown: " + clean(word));
  return word;
}

std::string id_of(const json& object) {
  const std::string& id = raw_text(object, "id");
  if (id.empty() || leading_id(id) != id) refuse("\"id\" is no ID: " + clean(id));
  return id;
}

std::uint64_t offset_of(const json& object) {
  const std::string& digits = raw_text(object, "offset");
  std::uint64_t offset = 0;
  const char* const first = digits.data() + std::min<std::size_t>(digits.size(), 2);
  const auto [end, error] = std::from_chars(first, digits.data() + digits.size(), offset, 16);
  if (!digits.starts_with("0x") || error != std::errc() || end != digits.data() + digits.size())
    refuse("\"offset\" is no hexadecimal number: " + clean(digits));
  return offset;
}

place place_of(const json& object) {
  return {.id = id_of(object),
          .module = text(object, "module"),
          .path = text(object, "path"),
          .build_id = text(object, "build_id"),
          .offset = offset_of(object),
          .class_name = text(object, "class")};
}

use use_of(const json& object) {
  const std::string kind = one_of(object, "kind", {"answered", "honoured", "translated", "dead", "overridden"});
  return {.where = place_of(object),
          .member = shown_name(text(object, "member"), kind == "overridden"),
          .replacement = text(object, "replacement"),
          .function = text(object, "function"),
          .not_relinked = one_of(object, "vintage", {"unknown", "legacy", "relinked"}) == "legacy"};
}

// Not needed here, and yet a line without them is not one of the log's.
void require_the_rest(const json& object) {
  for (const char* key : {"since", "removed_in", "guide"}) raw_text(object, key);
  number(object, "thread");
}

}  // namespace

std::optional<std::string_view> json_part(std::string_view line) noexcept {
  const std::size_t first = line.find_first_not_of(" \t");
  const std::string_view trimmed = line.substr(std::min(first, line.size()));
  constexpr std::size_t enough = 3;
  const bool ours = line.find(quoted_family) != line.npos;
  const bool beginning = trimmed.size() >= enough && opening.starts_with(trimmed);
  if (!ours && !beginning) return std::nullopt;
  // Spread over lines it starts with its first key.
  if (trimmed.starts_with('{') || trimmed.starts_with("\"schema\"")) return trimmed;
  const std::size_t at = line.find(opening);
  return at == line.npos ? std::nullopt : std::optional(line.substr(at));
}

log_entry json_entry(std::string_view line) {
  const json object = parsed(line);
  if (!object.is_object()) refuse("is no object");
  const auto named = object.find("schema");
  if (named == object.end() || !named->is_string()) return other_line();
  const auto& name = named->get_ref<const std::string&>();
  if (!name.starts_with(family)) return other_line();
  if (name != schema) refuse("is written in " + clean(name) + ", and only " + std::string(schema) + " is known here");
  require_the_rest(object);
  return json_event{.what = use_of(object),
                    .process = number(object, "process"),
                    .calls = number(object, "calls"),
                    .last = one_of(object, "event", {"use", "total"}) == "total"};
}

}  // namespace report
