// The sum of logs.

#include "tally.hpp"

#include <boost/test/unit_test.hpp>
#include <limits>

#include "lines.hpp"
#include "log_line.hpp"

using namespace report;

namespace {

/// One log after the other.
findings sum(const std::vector<std::vector<std::string>>& logs, std::vector<std::string> ignored = {}) {
  tally all(std::move(ignored));
  for (const auto& log : logs) {
    for (const std::string& line : log) all.add(entry_of(line));
    all.end_of_log();
  }
  return all.result();
}

const member_uses& only(const findings& found) {
  BOOST_TEST_REQUIRE(found.members.size() == 1U);
  return found.members.front();
}

std::string row(const std::string& calls, const std::string& sites) {
  return "threadpool: TPS008  waiters()  " + calls + "  " + sites;
}

const std::set<std::string> app = {"app"};

}  // namespace

BOOST_AUTO_TEST_SUITE(tally_)

BOOST_AUTO_TEST_CASE(nothing) {
  BOOST_TEST(sum({}).members.empty());
  BOOST_TEST(sum({{"hello"}}).members.empty());
}

BOOST_AUTO_TEST_CASE(calls_in_words_come_from_the_table_and_places_from_the_records) {
  const auto found = sum({{record_line("app", "0x1"), record_line("lib.so", "0x1"), row("17", "2")}});
  BOOST_TEST(only(found).calls == 17U);
  BOOST_TEST(only(found).sites == 2U);
  BOOST_TEST((only(found).modules == std::set<std::string>{"app", "lib.so"}));
  BOOST_TEST(only(found).member == "waiters()");
  BOOST_TEST(only(found).replacement == "cadre::shim::pool_of(pool).statistics().idle");
  BOOST_TEST(only(found).known);
  BOOST_TEST(!only(found).places[0].calls.has_value());
}

BOOST_AUTO_TEST_CASE(tables_of_several_processes_and_logs_are_added_up_and_places_are_not) {
  const std::vector<std::string> log = {record_line("app", "0x1"), row("2", "1"), record_line("app", "0x1"),
                                        row("3", "1")};
  BOOST_TEST(only(sum({log})).calls == 5U);
  BOOST_TEST(only(sum({log, log})).calls == 10U);
  BOOST_TEST(only(sum({log, log})).sites == 1U);
}

BOOST_AUTO_TEST_CASE(without_a_table_each_record_of_a_call_is_a_call) {
  const std::vector<std::string> killed = {record_line("app", "0x1"), record_line("app", "0x1")};
  BOOST_TEST(only(sum({killed})).calls == 2U);
  BOOST_TEST(only(sum({killed, {record_line("app", "0x1"), row("7", "1")}})).calls == 9U);
  const auto hook =
      sum({{"threadpool: TPS033 startAWorker() is overridden by P in app but is never called since 2.0: use "
            "x — see /g#tps033"}});
  BOOST_TEST(only(hook).calls == 0U);
  BOOST_TEST(only(hook).sites == 1U);
}

BOOST_AUTO_TEST_CASE(there_are_no_fewer_places_than_a_table_says) {
  BOOST_TEST(only(sum({{record_line("app", "0x1"), row("90", "12")}})).sites == 12U);
  const auto table_only = sum({{row("90", "12")}});
  BOOST_TEST(only(table_only).sites == 12U);
  BOOST_TEST(only(table_only).modules.empty());
}

BOOST_AUTO_TEST_CASE(the_highest_count_of_a_process_counts) {
  BOOST_TEST(only(sum({{json_line()}})).calls == 1U);
  const auto found = sum({{json_line(), json_line({.calls = "3"}), json_line({.calls = "2"})}});
  BOOST_TEST(only(found).calls == 3U);
  BOOST_TEST(only(found).sites == 1U);
  BOOST_TEST(only(found).places[0].calls.value() == 3U);
  BOOST_TEST((only(found).modules == app));
}

BOOST_AUTO_TEST_CASE(after_its_total_a_process_number_is_another_process) {
  const auto found = sum({{json_line(), json_line({.event = "total", .calls = "40"}), json_line(),
                           json_line({.event = "total", .calls = "2"}), json_line({.calls = "5"})}});
  BOOST_TEST(only(found).calls == 47U);
  BOOST_TEST(only(found).sites == 1U);
}

BOOST_AUTO_TEST_CASE(processes_are_added_up) {
  BOOST_TEST(
      only(sum({{json_line({.process = "1", .calls = "3"}), json_line({.process = "2", .calls = "4"})}})).calls == 7U);
  // A log that goes on in another file is still the same process's.
  BOOST_TEST(only(sum({{json_line({.calls = "3"})}, {json_line({.event = "total", .calls = "4"})}})).calls == 4U);
}

BOOST_AUTO_TEST_CASE(places_differ_in_file_build_offset_or_class) {
  const auto sites = [](const json_parts& other) { return only(sum({{json_line(), json_line(other)}})).sites; };
  BOOST_TEST(sites({.calls = "9"}) == 1U);
  BOOST_TEST(sites({.process = "9"}) == 1U);
  BOOST_TEST(sites({.offset = "0x1"}) == 2U);
  BOOST_TEST(sites({.path = "/opt/other/app"}) == 2U);
  BOOST_TEST(sites({.module = "lib.so"}) == 2U);
  BOOST_TEST(sites({.build_id = "00"}) == 2U);
  BOOST_TEST(sites({.class_name = "P"}) == 2U);
}

BOOST_AUTO_TEST_CASE(a_function_that_is_known_only_in_the_end_belongs_to_the_same_place) {
  const auto found = sum({{json_line(), json_line({.event = "total", .function = "f", .calls = "2"})}});
  BOOST_TEST(only(found).sites == 1U);
  BOOST_TEST(only(found).places[0].function == "f");
  BOOST_TEST(only(found).calls == 2U);
}

BOOST_AUTO_TEST_CASE(text_and_json_are_not_taken_for_the_same) {
  const auto found = sum({{record_line("app", "0x1a2b"), row("3", "1"), json_line({.event = "total", .calls = "3"})}});
  BOOST_TEST(only(found).calls == 6U);
  BOOST_TEST(only(found).sites == 2U);
}

BOOST_AUTO_TEST_CASE(members_come_by_calls_and_then_by_id) {
  const auto found =
      sum({{json_line({.id = "TPS003"}), json_line({.id = "TPS002"}), json_line({.id = "TPS009", .calls = "2"})}});
  BOOST_TEST_REQUIRE(found.members.size() == 3U);
  BOOST_TEST(found.members[0].id == "TPS009");
  BOOST_TEST(found.members[1].id == "TPS002");
  BOOST_TEST(found.members[2].id == "TPS003");
}

BOOST_AUTO_TEST_CASE(an_id_that_is_not_known_is_shown_as_the_log_has_it) {
  const auto found = sum({{"threadpool: TPS999  spin() override  4  1",
                           json_line({.id = "TPS999", .member = "spin()", .replacement = "something"})}});
  BOOST_TEST(!only(found).known);
  BOOST_TEST(only(found).member == "spin() override");
  BOOST_TEST(only(found).replacement == "something");
  BOOST_TEST(only(found).calls == 5U);
}

BOOST_AUTO_TEST_CASE(what_a_log_says_of_a_known_member_does_not_matter) {
  BOOST_TEST(only(sum({{json_line({.member = "nonsense", .replacement = "nonsense"})}})).member == "waiters()");
}

BOOST_AUTO_TEST_CASE(ignored_modules_are_hidden_and_counted) {
  const auto found =
      sum({{json_line(), json_line({.module = "libvendor.so.1", .path = "/v/libvendor.so.1", .calls = "50"})}},
          {"lib[v-z]*"});
  BOOST_TEST(only(found).calls == 1U);
  BOOST_TEST(only(found).sites == 1U);
  BOOST_TEST((only(found).modules == app));
  BOOST_TEST(found.hidden_places == 1U);
  BOOST_TEST((found.hidden_modules == std::set<std::string>{"libvendor.so.1"}));
}

BOOST_AUTO_TEST_CASE(a_pattern_may_be_for_the_whole_path) {
  BOOST_TEST(sum({{json_line()}}, {"/opt/*"}).members.empty());
  BOOST_TEST(sum({{json_line()}}, {"/usr/*", "ap"}).members.size() == 1U);
}

BOOST_AUTO_TEST_CASE(calls_of_a_table_are_hidden_where_all_records_of_the_member_are) {
  const std::vector<std::string> vendor = {record_line("libvendor.so", "0x1"), row("50", "1")};
  const std::vector<std::string> both = {record_line("libvendor.so", "0x1"), record_line("app", "0x1"), row("60", "9")};
  BOOST_TEST(sum({vendor}, {"libvendor*"}).members.empty());
  const auto found = sum({vendor, both}, {"libvendor*"});
  BOOST_TEST(only(found).calls == 60U);
  BOOST_TEST(only(found).sites == 1U);
  BOOST_TEST(found.hidden_places == 1U);
}

BOOST_AUTO_TEST_CASE(counts_do_not_overflow) {
  const std::string most = std::to_string(std::numeric_limits<std::uint64_t>::max());
  BOOST_TEST(std::to_string(
                 only(sum({{json_line({.process = "1", .calls = most}), json_line({.process = "2"})}})).calls) == most);
  BOOST_TEST(std::to_string(only(sum({{row(most, "1"), row("5", "1")}})).calls) == most);
}

BOOST_AUTO_TEST_CASE(there_is_an_end_to_what_is_kept) {
  tally all({}, 2'000);
  const auto add = [&](const std::string& offset) {
    all.add(entry_of(json_line({.event = "total", .offset = offset})));
  };
  add("0x1");
  std::size_t places = 1;
  BOOST_CHECK_THROW(for (; places < 100; ++places) add("0x1" + std::to_string(places)), no_room);
  BOOST_TEST(places > 1U);
  BOOST_TEST(only(all.result()).calls >= places - 1);
}

BOOST_AUTO_TEST_CASE(what_is_known_is_counted_where_no_room_is_left) {
  tally all({}, 4'000);
  const auto fits = [&](const std::string& line) {
    try {
      all.add(entry_of(line));
      return true;
    } catch (const no_room&) {
      return false;
    }
  };
  const json_parts unknown = {.process = "1", .id = "TPS999"};
  BOOST_TEST(fits(json_line(unknown)));
  BOOST_TEST(fits(record_line("app", "0x1")));
  all.end_of_log();
  for (int place = 2; fits(json_line({.process = "1", .offset = "0x" + std::to_string(place)}));) ++place;
  const auto before = all.result();
  // A run that goes on, the total of another one, and a function that there is no room for.
  BOOST_TEST(fits(json_line({.process = "1", .id = "TPS999", .calls = "7"})));
  BOOST_TEST(fits(json_line({.event = "total", .process = "2", .id = "TPS999", .calls = "10"})));
  BOOST_TEST(!fits(json_line(
      {.event = "total", .process = "3", .id = "TPS999", .function = std::string(4'000, 'f'), .calls = "20"})));
  BOOST_TEST(fits(record_line("app", "0x1")));
  BOOST_TEST(fits(row("9", "1")));
  all.end_of_log();
  const auto after = all.result();
  const auto calls = [](const findings& found, const std::string& id) {
    for (const member_uses& each : found.members)
      if (each.id == id) return each.calls;
    return std::uint64_t{0};
  };
  BOOST_TEST(calls(after, "TPS999") == 37U);
  BOOST_TEST(calls(after, "TPS008") == calls(before, "TPS008") + 9);
}

BOOST_AUTO_TEST_CASE(an_unknown_id_stays_unknown_where_no_room_is_left) {
  for (std::size_t room = 0; room < 3'000; room += 50) {
    tally all({}, room);
    for (const std::string& line :
         {json_line({.id = "TPS999"}), std::string("threadpool: TPS998  spin()  3  1"), json_line({.id = "TPS998"})})
      try {
        all.add(entry_of(line));
      } catch (const no_room&) {
        continue;
      }
    all.end_of_log();
    for (const member_uses& each : all.result().members) BOOST_TEST(!each.known, room);
  }
}

BOOST_AUTO_TEST_CASE(too_little_room_is_said_with_its_size) {
  tally all({}, 0);
  BOOST_CHECK_EXCEPTION(all.add(entry_of(json_line())), no_room, [](const no_room& error) {
    return std::string(error.what()) == "there are more different places than fit into 0 MiB: give fewer logs at once";
  });
}

BOOST_AUTO_TEST_CASE(processes_that_have_ended_take_no_room) {
  tally all({}, 2'000);
  for (int process = 0; process < 1'000; ++process)
    all.add(entry_of(json_line({.event = "total", .process = std::to_string(process)})));
  BOOST_TEST(only(all.result()).calls == 1'000U);
}

BOOST_AUTO_TEST_SUITE_END()
