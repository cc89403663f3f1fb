#include "report_json.hpp"

#include <nlohmann/json.hpp>
#include <ostream>
#include <string>

#include "../common/readable_name.hpp"
#include "names.hpp"

namespace scan {
namespace {

using json = nlohmann::ordered_json;

json address(const std::optional<std::uint64_t>& known) {
  return known ? json(hexadecimal(*known)) : json(nullptr);
}

json row(const cadre::shim::deprecation& what) {
  return {{"id", what.id},        {"member", what.member},         {"kind", name_of(what.kind)},
          {"since", what.since},  {"removed_in", what.removed_in}, {"replacement", what.replacement},
          {"anchor", what.anchor}};
}

json to_json(const place& where, tools::readable_symbols& symbols) {
  return {{"function", where.function.view()},
          {"readable", symbols.of(where.function.view())},
          {"section", where.section.view()},
          {"distance", hexadecimal(where.offset)},
          {"offset", address(where.address)}};
}

json to_json(const direct_use& use, tools::readable_symbols& symbols) {
  json result = row(*use.what);
  result["symbol"] = use.symbol;
  result["places"] = json::array();
  for (const place& where : use.places) result["places"].push_back(to_json(where, symbols));
  return result;
}

json to_json(const overridden_hook& hook, tools::readable_symbols& symbols) {
  json result = row(*hook.what);
  result["class"] = hook.class_name;
  result["function"] = hook.function;
  result["readable"] = symbols.of(hook.function);
  result["offset"] = address(hook.address);
  result["inherited"] = hook.inherited;
  return result;
}

json to_json(const unknown& each) {
  return {{"what", each.what}, {"reason", each.reason}};
}

json to_json(const object_findings& object, tools::readable_symbols& symbols) {
  json result = {{"file", object.file}, {"member", object.member}, {"kind", object.kind}};
  for (const char* key : {"uses", "overrides", "unknown"}) result[key] = json::array();
  for (const direct_use& each : object.uses) result["uses"].push_back(to_json(each, symbols));
  for (const overridden_hook& each : object.overrides) result["overrides"].push_back(to_json(each, symbols));
  for (const unknown& each : object.unknowns) result["unknown"].push_back(to_json(each));
  return result;
}

json to_json(const problem& each) {
  return {{"file", each.file}, {"member", each.member}, {"what", each.what}, {"offset", address(each.offset)}};
}

}  // namespace

void write_json(std::ostream& out, const findings& all) {
  json document = {{"schema", "threadpool-scan/1"}, {"objects", json::array()}, {"not_read", json::array()}};
  tools::readable_symbols symbols;
  for (const object_findings& each : all.objects) document["objects"].push_back(to_json(each, symbols));
  for (const problem& each : all.problems) document["not_read"].push_back(to_json(each));
  document["invisible"] = blind_spot;
  document["exit"] = exit_status(all);
  // A name in a file need not be UTF-8.
  out << document.dump(2, ' ', false, json::error_handler_t::replace) << '\n';
}

}  // namespace scan
