#include "report_json.hpp"

#include <nlohmann/json.hpp>
#include <ostream>
#include <string>

#include "names.hpp"

namespace scan {
namespace {

using json = nlohmann::ordered_json;

const char* name_of(cadre::shim::deprecation_kind kind) {
  using cadre::shim::deprecation_kind;
  switch (kind) {
    case deprecation_kind::answered:
      return "answered";
    case deprecation_kind::honoured:
      return "honoured";
    case deprecation_kind::translated:
      return "translated";
    case deprecation_kind::dead:
      return "dead";
    case deprecation_kind::overridden:
      return "overridden";
  }
  return "";
}

json address(const std::optional<std::uint64_t>& known) {
  return known ? json(hexadecimal(*known)) : json(nullptr);
}

json row(const cadre::shim::deprecation& what) {
  return {{"id", what.id},        {"member", what.member},         {"kind", name_of(what.kind)},
          {"since", what.since},  {"removed_in", what.removed_in}, {"replacement", what.replacement},
          {"anchor", what.anchor}};
}

json to_json(const place& where) {
  return {{"function", where.function},
          {"readable", readable(where.function)},
          {"section", where.section},
          {"distance", hexadecimal(where.offset)},
          {"offset", address(where.address)}};
}

json to_json(const direct_use& use) {
  json result = row(*use.what);
  result["symbol"] = use.symbol;
  result["places"] = json::array();
  for (const place& where : use.places) result["places"].push_back(to_json(where));
  return result;
}

json to_json(const overridden_hook& hook) {
  json result = row(*hook.what);
  result["class"] = hook.class_name;
  result["function"] = hook.function;
  result["readable"] = readable(hook.function);
  result["offset"] = address(hook.address);
  result["inherited"] = hook.inherited;
  return result;
}

json to_json(const unknown& each) {
  return {{"what", each.what}, {"reason", each.reason}};
}

json to_json(const object_findings& object) {
  json result = {{"file", object.file}, {"member", object.member}, {"kind", object.kind}};
  for (const char* key : {"uses", "overrides", "unknown"}) result[key] = json::array();
  for (const direct_use& each : object.uses) result["uses"].push_back(to_json(each));
  for (const overridden_hook& each : object.overrides) result["overrides"].push_back(to_json(each));
  for (const unknown& each : object.unknowns) result["unknown"].push_back(to_json(each));
  return result;
}

json to_json(const problem& each) {
  return {{"file", each.file}, {"member", each.member}, {"what", each.what}, {"offset", address(each.offset)}};
}

}  // namespace

void write_json(std::ostream& out, const findings& all) {
  json document = {{"schema", "threadpool-scan/1"}, {"objects", json::array()}, {"not_read", json::array()}};
  for (const object_findings& each : all.objects) document["objects"].push_back(to_json(each));
  for (const problem& each : all.problems) document["not_read"].push_back(to_json(each));
  document["invisible"] = blind_spot;
  document["exit"] = exit_status(all);
  // A name in a file need not be UTF-8.
  out << document.dump(2, ' ', false, json::error_handler_t::replace) << '\n';
}

}  // namespace scan
