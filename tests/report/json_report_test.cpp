// The findings for other programs.

#include "json_report.hpp"

#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>

#include "lines.hpp"
#include "log_line.hpp"

using namespace report;
using nlohmann::json;

BOOST_AUTO_TEST_SUITE(json_report_)

BOOST_AUTO_TEST_CASE(no_findings) {
  BOOST_TEST(json::parse(json_report({}, 0)) ==
             json::parse(R"({"schema":"threadpool-report/1","members":[],"hidden":{"places":0,"modules":[]},
                             "damaged_lines":0})"));
}

BOOST_AUTO_TEST_CASE(members_and_places) {
  tally all({"vendor"});
  all.add(entry_of(json_line({.function = "f", .vintage = "legacy", .calls = "4"})));
  all.add(entry_of(json_line({.module = "vendor"})));
  all.add(entry_of(record_line("lib", "0x2")));
  all.end_of_log();
  const json wanted = json::parse(R"json({
    "schema": "threadpool-report/1",
    "members": [{
      "id": "TPS008", "member": "waiters()", "known": true, "sites": 2, "calls": 5, "modules": ["app", "lib"],
      "replacement": "cadre::shim::pool_of(pool).statistics().idle",
      "places": [
        {"module": "app", "path": "/opt/bin/app", "build_id": "9f3c", "offset": "0x1a2b", "function": "f", "class": "",
         "not_relinked": true, "calls": 4},
        {"module": "lib", "path": "", "build_id": "", "offset": "0x2", "function": "", "class": "",
         "not_relinked": false, "calls": null}]
    }],
    "hidden": {"places": 1, "modules": ["vendor"]},
    "damaged_lines": 3})json");
  BOOST_TEST(json::parse(json_report(all.result(), 3)) == wanted);
}

BOOST_AUTO_TEST_SUITE_END()
