#include "json_report.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

namespace report {
namespace {

using json = nlohmann::ordered_json;

json object_of(const place_uses& uses) {
  return {{"module", uses.where.module},       {"path", uses.where.path},
          {"build_id", uses.where.build_id},   {"offset", fmt::format("{:#x}", uses.where.offset)},
          {"function", uses.function},         {"class", uses.where.class_name},
          {"not_relinked", uses.not_relinked}, {"calls", uses.calls ? json(*uses.calls) : json()}};
}

json object_of(const member_uses& uses) {
  json places = json::array();
  for (const place_uses& each : uses.places) places.push_back(object_of(each));
  return {{"id", uses.id},
          {"member", uses.member},
          {"known", uses.known},
          {"sites", uses.sites},
          {"calls", uses.calls},
          {"modules", uses.modules},
          {"replacement", uses.replacement},
          {"places", std::move(places)}};
}

}  // namespace

std::string json_report(const findings& found, std::uint64_t damaged_lines) {
  json members = json::array();
  for (const member_uses& each : found.members) members.push_back(object_of(each));
  const json all = {{"schema", "threadpool-report/1"},
                    {"members", std::move(members)},
                    {"hidden", {{"places", found.hidden_places}, {"modules", found.hidden_modules}}},
                    {"damaged_lines", damaged_lines}};
  return all.dump(1) + '\n';
}

}  // namespace report
