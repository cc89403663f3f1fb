// Lines in words.

#include "text_line.hpp"

#include <boost/test/unit_test.hpp>
#include <string>

#include "lines.hpp"

using namespace report;

namespace {

use use_in(const std::string& line) {
  const log_entry entry = text_entry(line);
  BOOST_TEST_REQUIRE(std::holds_alternative<text_record>(entry), line);
  return std::get<text_record>(entry).what;
}

table_row row_in(const std::string& line) {
  const log_entry entry = text_entry(line);
  BOOST_TEST_REQUIRE(std::holds_alternative<table_row>(entry), line);
  return std::get<table_row>(entry);
}

bool is_other(const std::string& line) {
  return std::holds_alternative<other_line>(text_entry(line));
}

const std::string used = record_line("legacy-app", "0x1a2b");

}  // namespace

BOOST_AUTO_TEST_SUITE(text_line)

BOOST_AUTO_TEST_CASE(a_call) {
  const use what = use_in(used);
  BOOST_TEST(what.where.id == "TPS008");
  BOOST_TEST(what.where.module == "legacy-app");
  BOOST_TEST(what.where.offset == 0x1a2bU);
  BOOST_TEST(what.where.class_name.empty());
  BOOST_TEST(what.member == "waiters()");
  BOOST_TEST(what.replacement == "cadre::shim::pool_of(pool).statistics().idle");
  BOOST_TEST(!what.not_relinked);
}

BOOST_AUTO_TEST_CASE(a_call_from_a_module_that_was_not_relinked) {
  const use what = use_in(
      "threadpool: TPS002 max() is removed since 2.0 (called from old+0x11f6, which was not relinked): use "
      "cadre::shim::pool_of(pool).limits().max — see /g#tps002");
  BOOST_TEST(what.where.module == "old");
  BOOST_TEST(what.where.offset == 0x11f6U);
  BOOST_TEST(what.not_relinked);
}

BOOST_AUTO_TEST_CASE(a_call_from_code_in_no_file) {
  const use what = use_in(
      "threadpool: TPS019 dispatch() is removed since 2.0 (called from 0x7ffe12345678): use callInThread — see "
      "/g#tps019");
  BOOST_TEST(what.where.module.empty());
  BOOST_TEST(what.where.offset == 0x7ffe12345678U);
}

BOOST_AUTO_TEST_CASE(a_dead_member_without_replacement) {
  const use what = use_in(
      "threadpool: TPS028 q().get() is removed since 2.0 and does nothing (called from app+0x11): drop the call: jobs "
      "are "
      "the pool's to take — see /g#tps028");
  BOOST_TEST(what.member == "q().get()");
  BOOST_TEST(what.replacement == "nothing: jobs are the pool's to take");
  BOOST_TEST(what.where.offset == 0x11U);
}

BOOST_AUTO_TEST_CASE(a_dead_member_whose_effect_has_a_colon) {
  const use what = use_in(
      "threadpool: TPS032 ThreadSafeList is removed since 2.0 and does nothing: the list stays empty (called from "
      "app+0x12): use a container of your own under a mutex — see /g#tps032");
  BOOST_TEST(what.where.module == "app");
  BOOST_TEST(what.replacement == "a container of your own under a mutex");
}

BOOST_AUTO_TEST_CASE(nothing_and_no_reason) {
  const use what = use_in(
      "threadpool: TPS031 _workerState() is removed since 2.0 and does nothing but call its scope (called from "
      "app+0x1): "
      "drop the call — see /g#tps031");
  BOOST_TEST(what.replacement == "nothing");
}

BOOST_AUTO_TEST_CASE(an_override_that_is_never_called) {
  const use what = use_in(
      "threadpool: TPS033 startAWorker() is overridden by CountingPool in app but is never called since 2.0: use "
      "cadre::shim::pool_of(pool).set_thread_hooks — see /g#tps033");
  BOOST_TEST(what.where.class_name == "CountingPool");
  BOOST_TEST(what.where.module == "app");
  BOOST_TEST(what.where.offset == 0U);
  BOOST_TEST(what.member == "startAWorker() override");
  BOOST_TEST(what.replacement == "cadre::shim::pool_of(pool).set_thread_hooks");
}

BOOST_AUTO_TEST_CASE(an_override_in_a_module_that_was_not_relinked) {
  const use what = use_in(
      "threadpool: TPS035 _startSomeWorkers() is overridden by (anonymous namespace)::Pool in lib x.so, which was not "
      "relinked, but is never called since 2.0: drop the override: waiting jobs get threads by themselves — see "
      "/g#tps035");
  BOOST_TEST(what.where.class_name == "(anonymous namespace)::Pool");
  BOOST_TEST(what.where.module == "lib x.so");
  BOOST_TEST(what.not_relinked);
  BOOST_TEST(what.replacement == "nothing: waiting jobs get threads by themselves");
}

BOOST_AUTO_TEST_CASE(an_override_that_is_called) {
  const use what = use_in(
      "threadpool: TPS012 threadFactory() is removed since 2.0 (overridden by CountingPool in app, which was not "
      "relinked): use cadre::shim::pool_of(pool).set_thread_factory — see /g#tps012");
  BOOST_TEST(what.where.class_name == "CountingPool");
  BOOST_TEST(what.where.module == "app");
  BOOST_TEST(what.member == "threadFactory()");
  BOOST_TEST(what.not_relinked);
}

BOOST_AUTO_TEST_CASE(names_of_files_may_look_like_parts_of_the_line) {
  BOOST_TEST(use_in(record_line("a+0x1 (b)", "0xff")).where.module == "a+0x1 (b)");
  BOOST_TEST(use_in(record_line("a in b", "0xff")).where.module == "a in b");
  BOOST_TEST(use_in(record_line("<script>", "0xff")).where.module == "<script>");
}

BOOST_AUTO_TEST_CASE(an_unknown_id_is_read_like_any_other) {
  const use what = use_in(
      "threadpool: TPS999 spin() is removed since 4.0 (called from app+0x2): use something else — see /g#tps999");
  BOOST_TEST(what.where.id == "TPS999");
  BOOST_TEST(what.member == "spin()");
  BOOST_TEST(what.replacement == "something else");
}

BOOST_AUTO_TEST_CASE(rows_of_the_table) {
  const table_row row = row_in("threadpool: TPS012  threadFactory()                   0      1");
  BOOST_TEST(row.id == "TPS012");
  BOOST_TEST(row.member == "threadFactory()");
  BOOST_TEST(row.calls == 0U);
  BOOST_TEST(row.sites == 1U);
  const table_row other = row_in("threadpool: TPS033  startAWorker() override  18446744073709551615  12345");
  BOOST_TEST(other.member == "startAWorker() override");
  BOOST_TEST(other.calls == 18446744073709551615U);
  BOOST_TEST(other.sites == 12345U);
}

BOOST_AUTO_TEST_CASE(anything_may_stand_in_front) {
  for (const std::string front :
       {"Jul 26 10:00:00 host app[4711]: ", "[warn] ", "threadpool: ", "\xFF\x01 ", "{\"log\":\""})
    BOOST_TEST(use_in(front + used).where.module == "legacy-app", front);
}

BOOST_AUTO_TEST_CASE(other_lines_are_passed_over) {
  for (const std::string line :
       {"", "hello", "threadpool: ", "threadpool: removed members in use — see /g/README.md",
        "threadpool: id      member                        calls  sites",
        "threadpool: waiters() is used at more than 5 places: the others are counted, not shown",
        "threadpool: places without a line of their own: 3 of TPS008", "threadpool:     from app+0x12",
        "threadpool: TPS12 too short", "threadpool: TPS008: not a record", "threadpool: TPS008 is mentioned here",
        "threadpool: TPS1234567890 too long", "TPS008 waiters() is removed since 2.0"})
    BOOST_TEST(is_other(line), line);
}

BOOST_AUTO_TEST_CASE(a_line_that_is_cut_short_is_damaged_wherever_it_is_cut) {
  const std::size_t end = used.find("#tps008");
  for (std::size_t length = std::string("threadpool: T").size(); length <= end; ++length)
    BOOST_CHECK_THROW(text_entry(used.substr(0, length)), damaged_line);
  BOOST_CHECK_NO_THROW(text_entry(used.substr(0, end + 1)));
}

BOOST_AUTO_TEST_CASE(a_row_that_is_cut_short_is_damaged) {
  const std::string row = "threadpool: TPS012  threadFactory()   17";
  for (std::size_t length = std::string("threadpool: TPS012  ").size(); length <= row.size(); ++length)
    BOOST_CHECK_THROW(text_entry(row.substr(0, length)), damaged_line);
  BOOST_CHECK_THROW(text_entry("threadpool: TPS012  threadFactory()  1x  2"), damaged_line);
  BOOST_CHECK_THROW(text_entry("threadpool: TPS012  threadFactory()  18446744073709551616  2"), damaged_line);
  BOOST_CHECK_THROW(text_entry("threadpool: TPS012  17  2"), damaged_line);
}

BOOST_AUTO_TEST_CASE(a_line_that_goes_over_into_another_is_damaged) {
  const std::string prefix = "threadpool: ";
  const std::string row = prefix + "TPS012  threadFactory()   17   1";
  for (const std::string& first : {used, row})
    for (const std::string& next : {used, row}) {
      for (std::size_t length = 0; length <= prefix.size(); ++length)
        BOOST_TEST(!is_other(first.substr(0, length) + next), first.substr(0, length));
      for (std::size_t length = prefix.size() + 1; length <= first.size(); ++length)
        BOOST_CHECK_THROW(text_entry(first.substr(0, length) + next), damaged_line);
    }
}

BOOST_AUTO_TEST_CASE(damage_is_named_with_its_place) {
  const std::string line =
      "x threadpool: TPS008 waiters() is removed since 2.0 (called from app+0x1q): use it — see /g#a";
  try {
    text_entry(line);
    BOOST_ERROR("nothing was thrown");
  } catch (const damaged_line& damage) {
    BOOST_TEST(damage.at() == line.find("1q"));
    BOOST_TEST(damage.what() == "the line for TPS008 has a damaged offset: 1q");
  }
}

BOOST_AUTO_TEST_CASE(no_part_of_a_record_keeps_control_characters) {
  const use what = use_in(record_line("app\x1b[31m", "0x1"));
  BOOST_TEST(what.where.module.find('\x1b') == std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
