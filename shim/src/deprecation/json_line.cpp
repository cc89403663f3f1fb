#include "deprecation/json_line.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <nlohmann/json.hpp>

#include "deprecation/deprecation_text.hpp"

namespace cadre::shim {
namespace {

const char* name_of(json_event event) {
  return event == json_event::use ? "use" : "total";
}

const char* name_of(client_vintage vintage) {
  switch (vintage) {
    case client_vintage::legacy:
      return "legacy";
    case client_vintage::relinked:
      return "relinked";
    case client_vintage::unknown:
      break;
  }
  return "unknown";
}

}  // namespace

std::string json_line(json_event event, const deprecation_record& record) {
  const deprecation& what = record.what;
  const nlohmann::ordered_json line = {
      {"schema", "threadpool-deprecation/1"},
      {"event", name_of(event)},
      {"process", getpid()},
      {"thread", record.thread},
      {"id", what.id},
      {"kind", name_of(what.kind)},
      {"member", what.member},
      {"since", what.since},
      {"removed_in", what.removed_in},
      {"replacement", what.replacement},
      {"guide", guide_page(what)},
      {"module", record.module},
      {"path", record.path},
      {"build_id", record.build_id},
      {"offset", fmt::format("{:#x}", record.offset)},
      {"function", record.function},
      {"class", record.class_name},
      {"vintage", name_of(record.vintage)},
      {"calls", record.calls},
  };
  return line.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

std::string to_json(const deprecation_record& record) {
  return json_line(json_event::use, record);
}

}  // namespace cadre::shim
