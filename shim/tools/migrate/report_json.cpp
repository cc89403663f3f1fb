#include "report_json.hpp"

#include <nlohmann/json.hpp>

#include "../common/clean_text.hpp"
#include "cadre/shim/registry.hpp"
#include "tally.hpp"

namespace migrate {
namespace {

using json = nlohmann::ordered_json;

json object_of(const use& what) {
  const cadre::shim::deprecation& row = *cadre::shim::find_deprecation(what.id);
  return {{"file", tools::clean(what.where.file)},
          {"line", what.where.line},
          {"column", what.where.column},
          {"id", what.id},
          {"member", row.member},
          {"kind", name_of(what.kind)},
          {"fix", name_of(what.fix)},
          {"reason", tools::clean(what.reason)},
          {"replacement", row.replacement},
          {"page", std::string(what.id) + ".md"}};
}

json object_of(std::string_view id, const counts& row) {
  return {{"id", id},
          {"uses", row.all()},
          {"in_place", row.of(remedy::in_place)},
          {"review", row.of(remedy::review)},
          {"by_hand", row.of(remedy::by_hand)}};
}

}  // namespace

std::string report_json(const inventory& all, int exit_status) {
  json uses = json::array(), members = json::array(), failed = json::array();
  for (const use& each : all.found.uses) uses.push_back(object_of(each));
  for (const auto& [id, row] : tally(all.found.uses)) members.push_back(object_of(id, row));
  for (const failed_source& each : all.failed)
    failed.push_back({{"file", tools::clean(each.file)}, {"error", tools::clean(each.error)}});
  const json document = {{"schema", "threadpool-migrate/1"},
                         {"root", tools::clean(all.root)},
                         {"uses", std::move(uses)},
                         {"members", std::move(members)},
                         {"sources", all.sources.size()},
                         {"failed", std::move(failed)},
                         {"exit", exit_status}};
  return document.dump(1) + '\n';
}

}  // namespace migrate
