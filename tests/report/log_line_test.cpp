// Both forms of a line, told apart.

#include "log_line.hpp"

#include <boost/test/unit_test.hpp>

#include "lines.hpp"

using namespace report;

BOOST_AUTO_TEST_SUITE(log_line)

BOOST_AUTO_TEST_CASE(each_line_is_told_apart) {
  BOOST_TEST(std::holds_alternative<text_record>(entry_of(record_line("app", "0x1"))));
  BOOST_TEST(std::holds_alternative<table_row>(entry_of("threadpool: TPS008  waiters()  3  1")));
  BOOST_TEST(std::holds_alternative<json_event>(entry_of(json_line())));
  BOOST_TEST(std::holds_alternative<other_line>(entry_of("a program's own line")));
}

BOOST_AUTO_TEST_CASE(text_inside_json_of_another_origin_is_text) {
  BOOST_TEST(std::holds_alternative<text_record>(entry_of("{\"log\":\"" + record_line("app", "0x1") + "\\n\"}")));
}

BOOST_AUTO_TEST_CASE(lines_may_end_as_on_another_system) {
  BOOST_TEST(std::holds_alternative<json_event>(entry_of(json_line() + '\r')));
  BOOST_TEST(std::get<table_row>(entry_of("threadpool: TPS008  waiters()  3  1\r")).sites == 1U);
}

BOOST_AUTO_TEST_CASE(damage_in_json_is_placed_in_the_line) {
  const std::string front = "host app[1]: ";
  const std::string object = R"({"schema":"threadpool-deprecation/1",])";
  try {
    entry_of(front + object);
    BOOST_ERROR("nothing was thrown");
  } catch (const damaged_line& damage) {
    BOOST_TEST(damage.at() == front.size() + object.find(']'));
  }
}

BOOST_AUTO_TEST_SUITE_END()
