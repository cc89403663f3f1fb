// Lines as programs write them.

#pragma once

#include <string>
#include <string_view>

inline constexpr std::string_view guide = "/usr/share/doc/cadre/migration-guide/README.md";
inline constexpr std::string_view page = "/usr/share/doc/cadre/migration-guide/README.md#tps008";

inline std::string record_line(const std::string& module, const std::string& offset) {
  return "threadpool: TPS008 waiters() is removed since 2.0 (called from " + module + "+" + offset +
         "): use cadre::shim::pool_of(pool).statistics().idle — see " + std::string(page);
}

/// What a line of JSON is made of; each part as it stands in the line.
struct json_parts {
  std::string event = "use";
  std::string process = "4711";
  std::string id = "TPS008";
  std::string kind = "answered";
  std::string member = "waiters()";
  std::string replacement = "cadre::shim::pool_of(pool).statistics().idle";
  std::string module = "app";
  std::string path = "/opt/bin/app";
  std::string build_id = "9f3c";
  std::string offset = "0x1a2b";
  std::string function = "";
  std::string class_name = "";
  std::string vintage = "relinked";
  std::string calls = "1";
};

inline std::string json_line(const json_parts& with = {}) {
  const auto text = [](const char* key, const std::string& value) {
    return ",\"" + std::string(key) + "\":\"" + value + '"';
  };
  return R"({"schema":"threadpool-deprecation/1")" + text("event", with.event) + ",\"process\":" + with.process +
         ",\"thread\":4712" + text("id", with.id) + text("kind", with.kind) + text("member", with.member) +
         text("since", "2.0") + text("removed_in", "3.0") + text("replacement", with.replacement) +
         text("guide", std::string(page)) + text("module", with.module) + text("path", with.path) +
         text("build_id", with.build_id) + text("offset", with.offset) + text("function", with.function) +
         text("class", with.class_name) + text("vintage", with.vintage) + ",\"calls\":" + with.calls + "}";
}
