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

BOOST_AUTO_TEST_CASE(lines_that_something_put_into_json_are_read) {
  const auto wrapped = [](const std::string& line) {
    std::string text;
    for (const char each : line) text += each == '"' || each == '\\' ? std::string("\\") + each : std::string(1, each);
    return R"({"_PID":"1","log":")" + text + R"(\n","stream":"threadpool"})";
  };
  BOOST_TEST(std::get<json_event>(entry_of(wrapped(json_line()))).what.where.module == "app");
  BOOST_TEST(std::get<json_event>(entry_of(wrapped(wrapped(json_line())))).what.where.module == "app");
  BOOST_TEST(std::get<table_row>(entry_of(wrapped("threadpool: TPS008  waiters()  3  1"))).sites == 1U);
  BOOST_TEST(std::holds_alternative<other_line>(entry_of(wrapped("threadpool: hello"))));
  // As some write "<" in JSON.
  const std::string angles =
      R"({"MESSAGE":"threadpool: TPS008 waiters() is removed since 2.0 (overridden by P\u003cint>)"
      R"( in app): use x \u2014 see /g#a"})";
  BOOST_TEST(std::get<text_record>(entry_of(angles)).what.where.class_name == "P<int>");
  BOOST_CHECK_THROW(entry_of(wrapped("threadpool: TPS008  waiters()  3")), damaged_line);
  BOOST_CHECK_THROW(entry_of(wrapped(json_line({.calls = "-1"}))), damaged_line);
  const std::string cut = wrapped(json_line());
  BOOST_CHECK_THROW(entry_of(cut.substr(0, cut.size() / 2)), damaged_line);
}

BOOST_AUTO_TEST_CASE(a_list_of_bytes_is_read_as_text) {
  const auto listed = [](const std::string& line) {
    std::string numbers;
    for (const char each : line)
      numbers += (numbers.empty() ? "" : ",") + std::to_string(static_cast<unsigned char>(each));
    return R"({"PRIORITY":[6,300],"MESSAGE":[)" + numbers + "]}";
  };
  const std::string record = record_line("caf\xe9", "0x1");
  BOOST_TEST(std::get<text_record>(entry_of(listed(record))).what.where.module == "caf\xEF\xBF\xBD");
  BOOST_TEST(std::get<table_row>(entry_of(listed("threadpool: TPS008  waiters()  3  1\n"))).sites == 1U);
  BOOST_TEST(std::holds_alternative<other_line>(entry_of(listed("a program's own line"))));
  BOOST_CHECK_THROW(entry_of(listed("threadpool: TPS008  waiters()  3")), damaged_line);
}

BOOST_AUTO_TEST_CASE(text_in_braces_is_text) {
  BOOST_TEST(std::holds_alternative<text_record>(entry_of("{thread 1} " + record_line("app", "0x1"))));
}

BOOST_AUTO_TEST_CASE(a_piece_of_a_record_in_front_of_json_is_damage) {
  const std::string record = record_line("app", "0x1");
  for (std::size_t length = std::string("threadpool: TPS008").size(); length <= record.size(); ++length)
    BOOST_CHECK_THROW(entry_of(record.substr(0, length) + json_line()), damaged_line);
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
