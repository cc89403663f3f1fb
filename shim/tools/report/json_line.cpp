#include "json_line.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <nlohmann/json.hpp>
#include <span>
#include <string>

#include "../common/clean_text.hpp"
#include "cadre/shim/registry.hpp"
#include "member_id.hpp"

namespace report {
namespace {

using cadre::shim::deprecation_kind;
using nlohmann::json;

constexpr std::string_view schema = "threadpool-deprecation/1";
constexpr std::string_view family = "threadpool-deprecation/";
constexpr std::string_view quoted_family = "\"threadpool-deprecation/";
constexpr std::array<std::string_view, 3> vintages = {"unknown", "legacy", "relinked"};
constexpr std::array<std::string_view, 2> events = {"use", "total"};
constexpr std::string_view opening = R"({"schema":"threadpool-deprecation/)";

/// Breaks the schema. What is wrong with a value is put down to the object's start.
[[noreturn]] void refuse(const std::string& why) {
  throw damaged_line("the JSON " + why, 0);
}

json parsed(std::string_view object) try { return json::parse(object); } catch (const json::parse_error& error) {
  throw damaged_line("the JSON is not one whole object on one line", error.byte > 0 ? error.byte - 1 : 0);
} catch (const json::out_of_range&) {
  refuse("has a number that is out of all range");
}

/// A value as it stands in the line, for complaints. Lists and objects may be deeper than the stack is.
std::string shown(const json& value) {
  return tools::excerpt(value.is_structured() ? value.type_name() : value.dump());
}

const json& value(const json& object, const char* key) {
  const auto found = object.find(key);
  if (found == object.end()) refuse("has no \"" + std::string(key) + '"');
  return *found;
}

const std::string& raw_text(const json& object, const char* key) {
  const json& found = value(object, key);
  if (!found.is_string()) refuse('"' + std::string(key) + "\" is no text: " + shown(found));
  return found.get_ref<const std::string&>();
}

std::string text(const json& object, const char* key) {
  return tools::clean(raw_text(object, key));
}

std::uint64_t number(const json& object, const char* key) {
  const json& found = value(object, key);
  if (!found.is_number_unsigned()) refuse('"' + std::string(key) + "\" is no number from 0 on: " + shown(found));
  return found.get<std::uint64_t>();
}

std::string one_of(const json& object, const char* key, std::span<const std::string_view> words) {
  const std::string& word = raw_text(object, key);
  if (std::ranges::find(words, word) == words.end())
    refuse('"' + std::string(key) + "\" is unknown: " + tools::excerpt(word));
  return word;
}

std::string id_of(const json& object) {
  const std::string& id = raw_text(object, "id");
  if (id.empty() || leading_id(id) != id) refuse("\"id\" is no ID: " + tools::excerpt(id));
  return id;
}

std::uint64_t offset_of(const json& object) {
  const std::string& digits = raw_text(object, "offset");
  std::uint64_t offset = 0;
  const char* const first = digits.data() + std::min<std::size_t>(digits.size(), 2);
  const auto [end, error] = std::from_chars(first, digits.data() + digits.size(), offset, 16);
  if (!digits.starts_with("0x") || error != std::errc() || end != digits.data() + digits.size())
    refuse("\"offset\" is no hexadecimal number: " + tools::excerpt(digits));
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
  const std::string kind = one_of(object, "kind", cadre::shim::deprecation_kind_names);
  return {.where = place_of(object),
          .member = cadre::shim::shown_name(text(object, "member"), kind == name_of(deprecation_kind::overridden)),
          .replacement = text(object, "replacement"),
          .function = text(object, "function"),
          .not_relinked = one_of(object, "vintage", vintages) == "legacy"};
}

// Not needed here, and yet a line without them is not one of the log's.
void require_the_rest(const json& object) {
  for (const char* key : {"since", "removed_in", "guide"}) raw_text(object, key);
  number(object, "thread");
}

/// Whether it names the log's schema, of whatever version.
bool is_ours(const json& object) {
  if (!object.is_object()) return false;
  const auto named = object.find("schema");
  return named != object.end() && named->is_string() && named->get_ref<const std::string&>().starts_with(family);
}

/// The log's object: the whole, or a value in one that something else put around it. Null if there is none.
const json* find_ours(const json& whole) {
  if (is_ours(whole)) return &whole;
  const auto found = std::find_if(whole.begin(), whole.end(), is_ours);
  return found == whole.end() ? nullptr : &*found;
}

json_event event_of(const json& object) {
  const std::string& name = raw_text(object, "schema");
  if (name != schema)
    refuse("is written in " + tools::excerpt(name) + ", and only " + std::string(schema) + " is known here");
  require_the_rest(object);
  return {.what = use_of(object),
          .process = number(object, "process"),
          .calls = number(object, "calls"),
          .last = one_of(object, "event", events) == "total"};
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
  const json* const ours = find_ours(object);
  if (ours == nullptr) return other_line();
  return event_of(*ours);
}

}  // namespace report
