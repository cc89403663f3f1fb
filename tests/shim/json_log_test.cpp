// The log for programs: lines of JSON.

#define BOOST_TEST_MODULE json_log
#include <fcntl.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <boost/test/unit_test.hpp>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "records.hpp"

namespace {

using namespace cadre::shim;
using nlohmann::ordered_json;

const std::vector<std::string> keys = {"schema", "event",      "process",     "thread",  "id",     "kind", "member",
                                       "since",  "removed_in", "replacement", "guide",   "module", "path", "build_id",
                                       "offset", "function",   "class",       "vintage", "calls"};

/// A folder that is gone with the test.
struct folder {
  folder() {
    char pattern[] = "/tmp/json_log_test.XXXXXX";
    BOOST_REQUIRE(mkdtemp(pattern) != nullptr);
    path = pattern;
  }
  ~folder() { std::filesystem::remove_all(path); }
  folder(const folder&) = delete;
  folder& operator=(const folder&) = delete;

  std::filesystem::path path;
  const std::filesystem::path file() const { return path / "log.json"; }
};

/// Runs the program and returns what it wrote to stderr.
std::string run(const std::string& mode, const std::string& variables, const std::string& redirection = "") {
  const std::string command = "exec env -u THREADPOOL_LOG_LEVEL -u THREADPOOL_DEPRECATIONS " + variables +
                              " '" LOG_PROGRAM "' " + mode + " 2>&1 >/dev/null " + redirection;
  std::FILE* pipe = popen(command.c_str(), "r");
  BOOST_REQUIRE(pipe != nullptr);
  std::string text;
  for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe)) text += static_cast<char>(c);
  BOOST_TEST(pclose(pipe) == 0, command);
  return text;
}

std::vector<ordered_json> parsed(const std::filesystem::path& file) {
  std::ifstream stream(file);
  std::vector<ordered_json> all;
  for (std::string line; std::getline(stream, line);) all.push_back(ordered_json::parse(line));
  return all;
}

std::vector<ordered_json> logged(const std::string& mode, const std::string& variables = "") {
  const folder place;
  run(mode, "THREADPOOL_DEPRECATIONS_JSON=" + place.file().string() + " " + variables);
  return parsed(place.file());
}

std::vector<std::string> keys_of(const ordered_json& line) {
  std::vector<std::string> all;
  for (const auto& [key, value] : line.items()) all.push_back(key);
  return all;
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_record_has_all_keys_in_order) {
  deprecation_record record = record_of("TPS008");
  record.path = "/opt/bin/app";
  record.build_id = "0a1b";
  record.function = "main";
  record.vintage = client_vintage::relinked;
  record.thread = 12;
  record.calls = 3;
  const auto line = ordered_json::parse(to_json(record));
  BOOST_TEST(keys_of(line) == keys, boost::test_tools::per_element());
  const ordered_json expected = {{"schema", "threadpool-deprecation/1"},
                                 {"event", "use"},
                                 {"process", getpid()},
                                 {"thread", 12},
                                 {"id", "TPS008"},
                                 {"kind", "answered"},
                                 {"member", "waiters()"},
                                 {"since", "2.0"},
                                 {"removed_in", "3.0"},
                                 {"replacement", "cadre::shim::pool_of(pool).statistics().idle"},
                                 {"guide", guide + "#tps008"},
                                 {"module", "app"},
                                 {"path", "/opt/bin/app"},
                                 {"build_id", "0a1b"},
                                 {"offset", "0x1a2b"},
                                 {"function", "main"},
                                 {"class", ""},
                                 {"vintage", "relinked"},
                                 {"calls", 3}};
  BOOST_TEST(line == expected);
}

BOOST_AUTO_TEST_CASE(any_bytes_make_one_line_of_valid_json) {
  deprecation_record record = record_of("TPS033");
  record.module = "a \"quoted\"\nname\t\\ with \xff and \x01";
  record.class_name = "é";
  const std::string text = to_json(record);
  BOOST_TEST(text.find('\n') == std::string::npos);
  const auto line = ordered_json::parse(text);
  BOOST_TEST(line["module"] == "a \"quoted\"\nname\t\\ with \xef\xbf\xbd and \x01");
  BOOST_TEST(line["class"] == "é");
}

BOOST_AUTO_TEST_CASE(each_kind_and_vintage_has_its_word) {
  const auto kind = [](deprecation_id id) { return ordered_json::parse(to_json(record_of(id)))["kind"]; };
  BOOST_TEST(kind("TPS001") == "answered");
  BOOST_TEST(kind("TPS012") == "honoured");
  BOOST_TEST(kind("TPS014") == "translated");
  BOOST_TEST(kind("TPS028") == "dead");
  BOOST_TEST(kind("TPS033") == "overridden");
  auto record = record_of("TPS001");
  BOOST_TEST(ordered_json::parse(to_json(record))["vintage"] == "unknown");
  record.vintage = client_vintage::legacy;
  BOOST_TEST(ordered_json::parse(to_json(record))["vintage"] == "legacy");
}

BOOST_AUTO_TEST_CASE(a_file_has_a_line_per_first_use_and_the_totals_at_the_end) {
  const auto lines = logged("calls");
  BOOST_TEST_REQUIRE(lines.size() == 4U);
  for (const auto& line : lines) {
    BOOST_TEST(keys_of(line) == keys, boost::test_tools::per_element());
    BOOST_TEST(line["module"] == "log_program");
    BOOST_TEST(std::filesystem::equivalent(line["path"].get<std::string>(), LOG_PROGRAM));
    BOOST_TEST(line["process"] == lines[0]["process"]);
  }
  BOOST_TEST(lines[0]["event"] == "use");
  BOOST_TEST(lines[0]["id"] == "TPS008");
  BOOST_TEST(lines[0]["calls"] == 1);
  BOOST_TEST(lines[0]["thread"] == lines[0]["process"]);
  BOOST_TEST(lines[1]["id"] == "TPS028");
  for (std::size_t i = 2; i < 4; ++i) {
    BOOST_TEST(lines[i]["event"] == "total");
    const auto& use = lines[i]["id"] == "TPS008" ? lines[0] : lines[1];
    BOOST_TEST(lines[i]["calls"] == (use["id"] == "TPS008" ? 3 : 1));
    BOOST_TEST(lines[i]["offset"] == use["offset"]);
    BOOST_TEST(lines[i]["thread"] == 0);
  }
}

// The build-id is what readelf finds in the file.
BOOST_AUTO_TEST_CASE(the_build_id_is_that_of_the_file) {
  std::FILE* pipe = popen("readelf --notes '" LOG_PROGRAM "' | sed -n 's/.*Build ID: //p'", "r");
  BOOST_REQUIRE(pipe != nullptr);
  char text[128] = {};
  if (std::fgets(text, sizeof text, pipe) == nullptr) text[0] = '\0';
  pclose(pipe);
  std::string expected = text;
  if (!expected.empty()) expected.pop_back();
  BOOST_TEST(!expected.empty());
  BOOST_TEST(logged("calls").front()["build_id"] == expected);
}

BOOST_AUTO_TEST_CASE(overrides_have_a_class_and_no_place) {
  const auto lines = logged("overrides");
  BOOST_TEST_REQUIRE(lines.size() == 4U);
  BOOST_TEST(lines[0]["class"] == "CountingPool");
  BOOST_TEST(lines[0]["offset"] == "0x0");
  BOOST_TEST(lines[0]["calls"] == 0);
}

// What is too much for people is not for programs.
BOOST_AUTO_TEST_CASE(every_place_gets_a_line) {
  BOOST_TEST(logged("twelve-places").size() == 2 * 13U);
}

BOOST_AUTO_TEST_CASE(the_policy_holds_and_the_level_of_the_log_does_not) {
  BOOST_TEST(logged("calls", "THREADPOOL_LOG_LEVEL=off").size() == 4U);
  BOOST_TEST(logged("no-summary").size() == 2U);
  const auto lines = logged("calls", "THREADPOOL_DEPRECATIONS='TPS008=ignore'");
  BOOST_TEST_REQUIRE(lines.size() == 3U);
  BOOST_TEST(lines[0]["id"] == "TPS028");
  const auto each = logged("calls", "THREADPOOL_DEPRECATIONS=always");
  BOOST_TEST_REQUIRE(each.size() == 6U);
  BOOST_TEST(each[2]["calls"] == 3);
}

BOOST_AUTO_TEST_CASE(a_forked_child_writes_its_own_totals_to_the_same_file) {
  const auto lines = logged("fork-and-use");
  BOOST_TEST_REQUIRE(lines.size() == 2U + 1U + 2U + 2U);
  const auto parent = lines[0]["process"];
  const auto child = lines[2]["process"];
  BOOST_TEST(parent != child);
  for (std::size_t i = 2; i < 5; ++i) BOOST_TEST(lines[i]["process"] == child);
  for (std::size_t i = 3; i < 5; ++i) BOOST_TEST(lines[i]["calls"] == 1);
  for (std::size_t i = 5; i < 7; ++i) BOOST_TEST(lines[i]["process"] == parent);
}

BOOST_AUTO_TEST_CASE(a_number_is_an_open_descriptor) {
  const folder place;
  run("calls", "THREADPOOL_DEPRECATIONS_JSON=7", "7>" + place.file().string());
  BOOST_TEST(parsed(place.file()).size() == 4U);
}

BOOST_AUTO_TEST_CASE(what_was_in_the_file_stays) {
  const folder place;
  for (int i = 0; i < 2; ++i) run("calls", "THREADPOOL_DEPRECATIONS_JSON=" + place.file().string());
  BOOST_TEST(parsed(place.file()).size() == 8U);
}

BOOST_AUTO_TEST_CASE(a_program_that_uses_nothing_leaves_an_empty_file) {
  const folder place;
  BOOST_TEST(run("nothing", "THREADPOOL_DEPRECATIONS_JSON=" + place.file().string()) == "");
  BOOST_TEST(std::filesystem::file_size(place.file()) == 0U);
}

BOOST_AUTO_TEST_CASE(a_destination_that_cannot_be_written_to_is_one_warning) {
  const auto warnings = [](const std::string& destination, const std::string& redirection = "") {
    std::istringstream text(run("calls", "THREADPOOL_DEPRECATIONS_JSON=" + destination, redirection));
    std::vector<std::string> found;
    for (std::string line; std::getline(text, line);)
      if (line.find("THREADPOOL_DEPRECATIONS_JSON") != std::string::npos) found.push_back(line);
    BOOST_TEST_REQUIRE(found.size() == 1U);
    return found.front();
  };
  const std::string prefix = "threadpool: THREADPOOL_DEPRECATIONS_JSON: ";
  BOOST_TEST(warnings("/nowhere/log.json") ==
             prefix + "cannot open \"/nowhere/log.json\": No such file or directory; no JSON is written");
  BOOST_TEST(warnings("9") == prefix + "there is no open file descriptor 9; no JSON is written");
  BOOST_TEST(warnings("99999999999999") ==
             prefix + "there is no open file descriptor 99999999999999; no JSON is written");
  BOOST_TEST(warnings("7", "7</dev/null") == prefix + "file descriptor 7 cannot be written to; no JSON is written");
  BOOST_TEST(warnings("/dev/full") == prefix + "cannot write: No space left on device; no JSON is written");
}
