// Lines as JSON.

#include "json_line.hpp"

#include <boost/test/unit_test.hpp>
#include <string>

#include "lines.hpp"

using namespace report;

namespace {

json_event event_in(const std::string& line) {
  const log_entry entry = json_entry(line);
  BOOST_TEST_REQUIRE(std::holds_alternative<json_event>(entry), line);
  return std::get<json_event>(entry);
}

std::string damage_of(const std::string& line) {
  try {
    json_entry(line);
  } catch (const damaged_line& damage) {
    return damage.what();
  }
  return {};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(json_lines)

BOOST_AUTO_TEST_CASE(a_use) {
  const json_event event = event_in(json_line({.function = "_ZN3app4drawEv", .calls = "17"}));
  BOOST_TEST(event.process == 4711U);
  BOOST_TEST(event.calls == 17U);
  BOOST_TEST(!event.last);
  BOOST_TEST(event.what.where.id == "TPS008");
  BOOST_TEST(event.what.where.module == "app");
  BOOST_TEST(event.what.where.path == "/opt/bin/app");
  BOOST_TEST(event.what.where.build_id == "9f3c");
  BOOST_TEST(event.what.where.offset == 0x1a2bU);
  BOOST_TEST(event.what.where.class_name.empty());
  BOOST_TEST(event.what.function == "_ZN3app4drawEv");
  BOOST_TEST(event.what.member == "waiters()");
  BOOST_TEST(event.what.replacement == "cadre::shim::pool_of(pool).statistics().idle");
  BOOST_TEST(!event.what.not_relinked);
}

BOOST_AUTO_TEST_CASE(a_total) {
  BOOST_TEST(event_in(json_line({.event = "total"})).last);
}

BOOST_AUTO_TEST_CASE(an_override) {
  const json_event event = event_in(json_line({.id = "TPS033",
                                               .kind = "overridden",
                                               .member = "startAWorker()",
                                               .offset = "0x0",
                                               .class_name = "CountingPool",
                                               .vintage = "legacy",
                                               .calls = "0"}));
  BOOST_TEST(event.what.where.class_name == "CountingPool");
  BOOST_TEST(event.what.member == "startAWorker() override");
  BOOST_TEST(event.what.not_relinked);
  BOOST_TEST(event.calls == 0U);
}

BOOST_AUTO_TEST_CASE(the_order_of_keys_and_keys_of_a_time_to_come_do_not_matter) {
  std::string line = json_line();
  line.insert(1, R"("later":{"a":[1,2,{}]},)");
  BOOST_TEST(json_part(line).has_value());
  BOOST_TEST(event_in(line).what.where.module == "app");
}

BOOST_AUTO_TEST_CASE(escapes_are_read_and_control_characters_are_not_kept) {
  const json_event event = event_in(json_line({.module = R"(a\u001b\"\u00e9)", .path = R"(\/x)"}));
  BOOST_TEST(event.what.where.module == "a\xEF\xBF\xBD\"é");
  BOOST_TEST(event.what.where.path == "/x");
}

BOOST_AUTO_TEST_CASE(json_of_another_origin_is_none_of_ours) {
  for (const char* const line :
       {"{\"level\":\"info\"}", "{", "{}", "[1,2]", "", "  ", "threadpool: hello", "{\"sc", "{\"so"})
    BOOST_TEST(json_part(line).has_value() == (std::string(line) == "{\"sc"), line);
  const std::string mentions = R"({"note":"threadpool-deprecation/1"})";
  BOOST_TEST(json_part(mentions).has_value());
  BOOST_TEST(std::holds_alternative<other_line>(json_entry(mentions)));
  BOOST_TEST(std::holds_alternative<other_line>(json_entry(R"({"schema":17,"x":"threadpool-deprecation/"})")));
}

BOOST_AUTO_TEST_CASE(something_may_stand_in_front) {
  const std::string line = "Jul 26 10:00:00 host app[1]: " + json_line();
  BOOST_TEST(json_part(line).value() == json_line());
  BOOST_TEST(json_part(" \t" + json_line()).value() == json_line());
}

BOOST_AUTO_TEST_CASE(a_line_that_is_cut_short_is_damaged_wherever_it_is_cut) {
  const std::string line = json_line();
  for (std::size_t length = 3; length < line.size(); ++length) {
    const std::string cut = line.substr(0, length);
    BOOST_TEST_REQUIRE(json_part(cut).has_value(), cut);
    BOOST_CHECK_THROW(json_entry(cut), damaged_line);
  }
}

BOOST_AUTO_TEST_CASE(an_object_that_is_spread_over_lines_is_damaged) {
  const std::string line = R"(  "schema": "threadpool-deprecation/1",)";
  BOOST_TEST_REQUIRE(json_part(line).has_value());
  BOOST_CHECK_THROW(json_entry(*json_part(line)), damaged_line);
}

BOOST_AUTO_TEST_CASE(two_lines_in_one_are_damaged) {
  BOOST_CHECK_THROW(json_entry(json_line() + json_line()), damaged_line);
}

BOOST_AUTO_TEST_CASE(what_breaks_the_schema_is_damaged) {
  BOOST_TEST(damage_of(json_line({.process = "-1"})) == "the JSON \"process\" is no number from 0 on: -1");
  BOOST_TEST(damage_of(json_line({.calls = "1.5"})) == "the JSON \"calls\" is no number from 0 on: 1.5");
  BOOST_TEST(damage_of(json_line({.calls = "18446744073709551616"})) ==
             "the JSON \"calls\" is no number from 0 on: 1.8446744073709552e+19");
  BOOST_TEST(damage_of(json_line({.calls = R"("many")"})) == R"(the JSON "calls" is no number from 0 on: "many")");
  BOOST_TEST(damage_of(json_line({.calls = "1e999"})) == "the JSON has a number that is out of all range");
  BOOST_TEST(damage_of(R"({"schema":"threadpool-deprecation/1","since":17})") == "the JSON \"since\" is no text: 17");
  BOOST_TEST(damage_of(json_line({.event = "end"})) == "the JSON \"event\" is unknown: end");
  BOOST_TEST(damage_of(json_line({.kind = "odd"})) == "the JSON \"kind\" is unknown: odd");
  BOOST_TEST(damage_of(json_line({.vintage = "new"})) == "the JSON \"vintage\" is unknown: new");
  for (const char* const id : {"", "TPS", "TPS12", "TPS008x", "tps008", "TPS1234567890"})
    BOOST_TEST(damage_of(json_line({.id = id})) == std::string("the JSON \"id\" is no ID: ") + id);
  for (const char* const offset : {"", "0x", "1a2b", "0x1g", "0x-1", "0x11111111111111111"})
    BOOST_TEST(damage_of(json_line({.offset = offset})) ==
               std::string("the JSON \"offset\" is no hexadecimal number: ") + offset);
  BOOST_TEST(damage_of(json_line({.module = "\xFF"})) == "the JSON is not one whole object on one line");
}

BOOST_AUTO_TEST_CASE(another_version_of_the_schema_is_not_guessed_at) {
  std::string line = json_line();
  line.replace(line.find("deprecation/1"), 13, "deprecation/2");
  BOOST_TEST(damage_of(line) ==
             "the JSON is written in threadpool-deprecation/2, and only threadpool-deprecation/1 is known here");
}

BOOST_AUTO_TEST_CASE(an_object_around_the_object_does_not_hide_it) {
  BOOST_TEST(event_in(R"({"a":[1],"log":)" + json_line() + R"(,"pod":{"name":"x"}})").what.where.module == "app");
  BOOST_TEST(damage_of(R"({"log":)" + json_line({.calls = "-1"}) + "}") ==
             "the JSON \"calls\" is no number from 0 on: -1");
}

BOOST_AUTO_TEST_CASE(deep_nesting_is_no_danger) {
  const std::string deep(1 << 20, '[');
  BOOST_CHECK_THROW(json_entry("{\"schema\":\"threadpool-deprecation/1\",\"x\":" + deep), damaged_line);
  const std::string closed = "{\"x\":" + deep + std::string(1 << 20, ']') + "}";
  BOOST_TEST(std::holds_alternative<other_line>(json_entry(closed)));
  const std::string value = deep + std::string(1 << 20, ']');
  BOOST_TEST(damage_of(json_line({.calls = value})) == "the JSON \"calls\" is no number from 0 on: array");
}

BOOST_AUTO_TEST_SUITE_END()
