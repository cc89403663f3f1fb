// The file with what is accepted.

#include "baseline.hpp"

#include <boost/test/unit_test.hpp>

using namespace report;

namespace {

baseline two_entries() {
  baseline result;
  result.entries = {{"TPS009", "app", "_Z4drawv"}, {"TPS008", "li\"b", ""}};
  result.history = {{"2026-07-26", "first \"run\"", 2}};
  return result;
}

std::string complaint_about(const std::string& text) {
  try {
    parsed_baseline(text);
  } catch (const std::runtime_error& error) {
    return error.what();
  }
  return {};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(baseline_)

BOOST_AUTO_TEST_CASE(each_entry_is_a_line) {
  BOOST_TEST(to_text(two_entries()) == R"({
 "schema": "threadpool-baseline/1",
 "entries": [
  {"id":"TPS008","module":"li\"b","function":""},
  {"id":"TPS009","module":"app","function":"_Z4drawv"}],
 "growth": [
  {"date":"2026-07-26","reason":"first \"run\"","added":2}]
}
)");
}

BOOST_AUTO_TEST_CASE(what_is_written_is_read) {
  const baseline read = parsed_baseline(to_text(two_entries()));
  BOOST_TEST((read.entries == two_entries().entries));
  BOOST_TEST_REQUIRE(read.history.size() == 1U);
  BOOST_TEST(read.history[0].date == "2026-07-26");
  BOOST_TEST(read.history[0].reason == "first \"run\"");
  BOOST_TEST(read.history[0].added == 2U);
  BOOST_TEST(parsed_baseline(to_text({})).entries.empty());
}

BOOST_AUTO_TEST_CASE(an_entry_may_be_there_twice) {
  std::string text = to_text(two_entries());
  const std::string entry = R"({"id":"TPS009","module":"app","function":"_Z4drawv"})";
  text.insert(text.find(entry), entry + ",");
  BOOST_TEST(to_text(parsed_baseline(text)) == to_text(two_entries()));
}

BOOST_AUTO_TEST_CASE(damage_is_named) {
  BOOST_TEST(complaint_about("") == "it is no JSON: see byte 0");
  const std::string text = to_text(two_entries());
  BOOST_TEST(complaint_about("<<<<<<< ours\n" + text) == "it is no JSON: see byte 0");
  for (std::size_t length = 0; length + 2 < text.size(); ++length)
    BOOST_TEST(complaint_about(text.substr(0, length)).starts_with("it is no JSON"));
}

BOOST_AUTO_TEST_CASE(what_is_no_baseline_is_refused) {
  for (const char* const text :
       {"[]", "17", "{}", R"({"schema":1})", R"({"schema":"threadpool-baseline/2","entries":[],"growth":[]})",
        R"({"schema":"threadpool-baseline/1"})", R"({"schema":"threadpool-baseline/1","entries":[]})",
        R"({"schema":"threadpool-baseline/1","entries":[{}],"growth":[]})",
        R"({"schema":"threadpool-baseline/1","entries":["x"],"growth":[]})",
        R"({"schema":"threadpool-baseline/1","entries":[{"id":1,"module":"","function":""}],"growth":[]})",
        R"({"schema":"threadpool-baseline/1","entries":[],"growth":[{"date":"","reason":"","added":"x"}]})"})
    BOOST_TEST(complaint_about(text).starts_with("it"), text);
}

BOOST_AUTO_TEST_CASE(another_version_is_named) {
  BOOST_TEST(complaint_about(R"({"schema":"threadpool-baseline/2","entries":[],"growth":[]})") ==
             "its schema is threadpool-baseline/2, and only threadpool-baseline/1 is known here");
}

BOOST_AUTO_TEST_CASE(a_number_beyond_all_range_is_damage) {
  const std::string text = R"({"schema":"threadpool-baseline/1","entries":[],"growth":[{"added":1e999}]})";
  BOOST_TEST(complaint_about(text).starts_with("it is no baseline: "));
}

BOOST_AUTO_TEST_SUITE_END()
