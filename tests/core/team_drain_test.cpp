// team_drain_test.cpp - proves what cadre/team.hpp promises of the tasks that wait when a team quits.

#include <boost/test/unit_test.hpp>
#include <cadre/team.hpp>
#include <string>
#include <vector>

#include "probe.hpp"
#include "recorded_errors.hpp"
#include "stepped_team.hpp"

using cadre_test::coordination;
using cadre_test::deliberate;
using cadre_test::probe;
using cadre_test::stepped_team;
using words = std::vector<std::string>;

BOOST_AUTO_TEST_SUITE(team_drain)

// T-43 T-47: Quit with steps of the coordinator still to come: those accepted before it count.
BOOST_AUTO_TEST_CASE(what_was_submitted_before_quit_runs) {
  words order;
  stepped_team test;
  for (const char* name : {"a", "b"}) test.team->submit([&order, name] { order.emplace_back(name); });
  test.team->quit();
  test.finish();
  BOOST_TEST(order.size() == 2U);
  BOOST_TEST(test.now().ran == 2U);
}

// T-43 T-07: the whole backlog, in order, before the last worker leaves.
BOOST_AUTO_TEST_CASE(the_backlog_runs_before_the_last_worker_leaves) {
  words order;
  stepped_team test({0, 1});
  for (const char* name : {"a", "b", "c", "d"}) test.submit([&order, name] { order.emplace_back(name); });
  test.team->quit();
  test.settle();
  BOOST_TEST(test.now().backlog == 3U);
  for (int i = 0; i < 4; ++i) BOOST_TEST(test.complete(0));
  BOOST_TEST(order == (words{"a", "b", "c", "d"}), boost::test_tools::per_element());
  BOOST_TEST(test.workers.size() == 1U);
  BOOST_TEST(test.coordinator->quits == 1);
}

// T-44 DEF-20: one temporary worker drains what no worker would ever have taken.
BOOST_AUTO_TEST_CASE(a_temporary_worker_drains_the_backlog) {
  for (const coordination how : {coordination::by_hand, coordination::on_caller}) {
    words order;
    stepped_team test({0, 0}, how);
    for (const char* name : {"a", "b", "c"}) test.submit([&order, name] { order.emplace_back(name); });
    test.team->quit();
    test.settle();
    BOOST_REQUIRE(test.workers.size() == 1U);
    test.finish();
    BOOST_TEST(order == (words{"a", "b", "c"}), boost::test_tools::per_element());
    BOOST_TEST(test.workers.size() == 1U);
    BOOST_TEST(test.now().ran == 3U);
    BOOST_TEST(test.coordinator->quits == 1);
  }
}

// T-44 DEF-20 DEF-29 DEF-42: without any worker, what waits is destroyed and reported, and the team still ends.
BOOST_AUTO_TEST_CASE(without_any_worker_the_backlog_is_reported) {
  for (const coordination how : {coordination::by_hand, coordination::on_caller}) {
    int gone = 0;
    stepped_team test({0, 0}, how);
    test.room = 0;
    for (int i = 0; i < 3; ++i) test.submit([end = probe([&gone] { ++gone; })] {});
    test.team->quit();
    test.settle();
    BOOST_TEST(gone == 3);
    BOOST_TEST(test.errors.claim("task_dropped") == 3U);
    BOOST_TEST(test.now().dropped == 3U);
    BOOST_TEST(test.coordinator->quits == 1);
  }
}

// DEF-01 DEF-20: the source throws where the temporary worker should come from.
BOOST_AUTO_TEST_CASE(a_failing_source_at_quit_is_reported) {
  for (const coordination how : {coordination::by_hand, coordination::on_caller}) {
    stepped_team test({0, 0}, how);
    test.on_source = [] { throw deliberate("source"); };
    for (int i = 0; i < 2; ++i) test.submit([] {});
    test.team->quit();
    test.settle();
    BOOST_TEST(test.errors.claim("task_dropped") == 2U);
    BOOST_TEST(test.errors.claim("deliberate source") == 1U);
    BOOST_TEST(test.coordinator->quits == 1);
  }
}

BOOST_AUTO_TEST_CASE(what_waits_can_be_dropped_while_the_team_finishes) {
  stepped_team test({0, 1}, coordination::on_caller);
  for (int i = 0; i < 3; ++i) test.submit([] {});
  test.team->quit();
  BOOST_TEST(test.team->drop_backlog() == 2U);
  BOOST_TEST(test.errors.claim("task_dropped") == 2U);
  BOOST_TEST(test.coordinator->quits == 0);
  BOOST_TEST(test.complete(0));
  BOOST_TEST(test.coordinator->quits == 1);
  BOOST_CHECK_THROW(test.team->drop_backlog(), cadre::already_quit);
}

BOOST_AUTO_TEST_SUITE_END()
