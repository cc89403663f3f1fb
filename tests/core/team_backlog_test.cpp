// team_backlog_test.cpp - proves what cadre/team.hpp promises of tasks that wait.

#include <boost/test/unit_test.hpp>
#include <cadre/team.hpp>
#include <cstdint>
#include <string>
#include <vector>

#include "probe.hpp"
#include "recorded_errors.hpp"
#include "stepped_team.hpp"

using cadre_test::coordination;
using cadre_test::probe;
using cadre_test::stepped_team;
using words = std::vector<std::string>;

BOOST_AUTO_TEST_SUITE(team_backlog)

// X-46 T-08 T-09: what finds no worker waits, first in first out.
BOOST_AUTO_TEST_CASE(without_a_free_worker_tasks_wait) {
  words order;
  stepped_team test;
  test.room = 3;
  for (const char* name : {"a", "b", "c", "d", "e", "f"}) test.submit([&order, name] { order.emplace_back(name); });
  BOOST_TEST(test.now().busy == 3U);
  BOOST_TEST(test.now().backlog == 3U);
  BOOST_TEST(test.complete(1));
  BOOST_TEST(test.now().backlog == 2U);
  BOOST_TEST(test.now().busy == 3U);
  for (int i = 0; i < 3; ++i) BOOST_TEST(test.complete(1));
  BOOST_TEST(order == (words{"b", "d", "e", "f"}), boost::test_tools::per_element());
  BOOST_TEST(test.now().idle == 1U);
}

// T-09: with no worker at all the task is accepted; "none now" is no error.
BOOST_AUTO_TEST_CASE(no_worker_to_be_had_is_no_refusal) {
  for (const coordination how : {coordination::by_hand, coordination::on_caller}) {
    words order;
    stepped_team test({}, how);
    test.room = 0;
    test.submit([&order] { order.emplace_back("first"); });
    BOOST_TEST(test.now().backlog == 1U);
    test.room = 1;
    test.submit([&order] { order.emplace_back("second"); });
    BOOST_REQUIRE(test.workers.size() == 1U);
    BOOST_TEST(test.complete(0));
    BOOST_TEST(test.complete(0));
    BOOST_TEST(order == (words{"first", "second"}), boost::test_tools::per_element());
  }
}

// T-63 DEF-19: room appears while tasks wait; the newest does not pass them.
BOOST_AUTO_TEST_CASE(new_work_does_not_overtake_the_backlog) {
  for (const coordination how : {coordination::by_hand, coordination::on_caller}) {
    words order;
    stepped_team test({}, how);
    test.room = 1;
    for (const char* name : {"a", "b", "c"}) test.submit([&order, name] { order.emplace_back(name); });
    test.room = 1;
    test.submit([&order] { order.emplace_back("d"); });
    BOOST_REQUIRE(test.workers.size() == 2U);
    BOOST_TEST(test.complete(1));
    BOOST_TEST(order == words{"b"}, boost::test_tools::per_element());
    for (int i = 0; i < 2; ++i) BOOST_TEST(test.complete(1));
    BOOST_TEST(test.complete(0));
    BOOST_TEST(order == (words{"b", "c", "d", "a"}), boost::test_tools::per_element());
  }
}

// DEF-29: Dropping: with a coordinator on the caller's thread it is done on return.
BOOST_AUTO_TEST_CASE(drop_backlog_destroys_and_reports_what_waits) {
  int destroyed = 0;
  int runs = 0;
  stepped_team test({}, coordination::on_caller);
  test.room = 1;
  for (int i = 0; i < 4; ++i) test.submit([&runs, end = probe([&destroyed] { ++destroyed; })] { ++runs; });
  BOOST_TEST(test.team->drop_backlog() == 3U);
  BOOST_TEST(destroyed == 3);
  BOOST_TEST(test.now().backlog == 0U);
  BOOST_TEST(test.now().dropped == 3U);
  BOOST_TEST(test.errors.claim("task_dropped") == 3U);
  BOOST_TEST(test.complete(0));
  BOOST_TEST(runs == 1);
  BOOST_TEST(test.team->drop_backlog() == 0U);
}

BOOST_AUTO_TEST_CASE(drop_backlog_waits_for_the_coordinator) {
  stepped_team test;
  test.room = 1;
  test.submit([] {});
  test.submit([] {});
  BOOST_TEST(test.team->drop_backlog() == 0U);
  BOOST_TEST(test.now().backlog == 1U);
  test.settle();
  BOOST_TEST(test.now().backlog == 0U);
  BOOST_TEST(test.now().dropped == 1U);
  BOOST_TEST(test.errors.claim("task_dropped") == 1U);
}

// M-26 DEF-38: tasks are destroyed under no lock, so their destructors may come back.
BOOST_AUTO_TEST_CASE(destructors_of_dropped_tasks_may_submit) {
  int late_runs = 0;
  stepped_team test({}, coordination::on_caller);
  test.room = 1;
  test.submit([] {});
  for (int i = 0; i < 2; ++i) test.submit([end = probe([&] { test.team->submit([&late_runs] { ++late_runs; }); })] {});
  const std::size_t dropped = test.team->drop_backlog();
  BOOST_TEST(dropped >= 2U);
  test.finish();
  BOOST_TEST(test.now().accepted == 5U);
  BOOST_TEST(static_cast<std::uint64_t>(late_runs) + 1U == test.now().ran);
  BOOST_TEST(test.errors.claim("task_dropped") == test.now().dropped);
}

BOOST_AUTO_TEST_SUITE_END()
