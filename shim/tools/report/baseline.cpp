#include "baseline.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <stdexcept>

#include "../common/clean_text.hpp"

namespace report {
namespace {

using json = nlohmann::ordered_json;

constexpr std::string_view schema = "threadpool-baseline/1";

json parsed(std::string_view text) try { return json::parse(text); } catch (const json::parse_error& error) {
  throw std::runtime_error(fmt::format("it is no JSON: see byte {}", error.byte > 0 ? error.byte - 1 : 0));
} catch (const json::out_of_range& error) {
  throw std::runtime_error(fmt::format("it is no baseline: {}", tools::clean(error.what())));
}

baseline_entry entry_of(const json& object) {
  return {tools::clean(object.at("id").get<std::string>()), tools::clean(object.at("module").get<std::string>()),
          tools::clean(object.at("function").get<std::string>())};
}

growth growth_of(const json& object) {
  return {tools::clean(object.at("date").get<std::string>()), tools::clean(object.at("reason").get<std::string>()),
          object.at("added").get<std::size_t>()};
}

baseline from(const json& file) {
  const auto named = file.at("schema").get<std::string>();
  if (named != schema)
    throw std::runtime_error(fmt::format("its schema is {}, and only {} is known here", tools::excerpt(named), schema));
  baseline result;
  for (const json& each : file.at("entries")) result.entries.insert(entry_of(each));
  for (const json& each : file.at("growth")) result.history.push_back(growth_of(each));
  return result;
}

json object_of(const baseline_entry& entry) {
  return {{"id", entry.id}, {"module", entry.module}, {"function", entry.function}};
}

json object_of(const growth& once) {
  return {{"date", once.date}, {"reason", once.reason}, {"added", once.added}};
}

template <class List>
std::string lines_of(const List& list) {
  std::string text;
  for (const auto& each : list) text += (text.empty() ? "\n  " : ",\n  ") + object_of(each).dump();
  return text;
}

}  // namespace

baseline parsed_baseline(std::string_view text) {
  const json file = parsed(text);
  try {
    return from(file);
  } catch (const json::exception& error) {
    throw std::runtime_error(fmt::format("it is no baseline: {}", tools::clean(error.what())));
  }
}

std::string to_text(const baseline& what) {
  return fmt::format("{{\n \"schema\": \"{}\",\n \"entries\": [{}],\n \"growth\": [{}]\n}}\n", schema,
                     lines_of(what.entries), lines_of(what.history));
}

}  // namespace report
