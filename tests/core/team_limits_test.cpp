// team_limits_test.cpp - proves what cadre/team.hpp promises of limits.

#include <boost/test/unit_test.hpp>
#include <cadre/team.hpp>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "stepped_team.hpp"

using cadre_test::coordination;
using cadre_test::stepped_team;
using words = std::vector<std::string>;

BOOST_AUTO_TEST_SUITE(team_limits)

// DEF-14: the same limits twice are the same limits; the minimum holds.
BOOST_AUTO_TEST_CASE(repeated_lowering_leaves_no_debt) {
  stepped_team test({0, 10});
  test.occupy(10);
  for (int i = 0; i < 2; ++i) test.team->set_limits({3, 5});
  test.settle();
  test.complete_all();
  BOOST_TEST(test.present() == 5U);
}

// DEF-14: seen from the other side, later tasks cost no new worker each.
BOOST_AUTO_TEST_CASE(after_lowering_and_raising_workers_stay) {
  stepped_team test({0, 10});
  test.occupy(10);
  for (int i = 0; i < 3; ++i) {
    test.team->set_limits({0, 1});
    test.team->set_limits({0, 10});
  }
  test.settle();
  test.complete_all();
  test.submit([] {});
  test.finish();
  const std::size_t made = test.workers.size();
  for (int i = 0; i < 20; ++i) {
    test.submit([] {});
    test.finish();
  }
  BOOST_TEST(test.workers.size() == made);
}

// T-27 DEF-16: concurrency falls as tasks end, whatever waits.
BOOST_AUTO_TEST_CASE(a_backlog_does_not_delay_shrinking) {
  words order;
  stepped_team test({0, 3});
  test.occupy(3);
  for (const char* name : {"a", "b", "c"}) test.submit([&order, name] { order.emplace_back(name); });
  BOOST_TEST(test.now().backlog == 3U);
  test.team->set_limits({0, 1});
  test.settle();
  BOOST_TEST(test.now().busy == 3U);
  BOOST_TEST(test.complete(0));
  BOOST_TEST(test.now().busy == 2U);
  BOOST_TEST(test.complete(1));
  BOOST_TEST(test.now().busy == 1U);
  BOOST_TEST(test.now().backlog == 3U);
  for (int i = 0; i < 4; ++i) BOOST_TEST(test.complete(2));
  BOOST_TEST(order == (words{"a", "b", "c"}), boost::test_tools::per_element());
  BOOST_TEST(test.workers.size() == 3U);
  BOOST_TEST(test.now().idle == 1U);
}

// P-03: the limit may change at any time; whoever is busy is not disturbed.
BOOST_AUTO_TEST_CASE(maximum_zero_ends_nobodys_task) {
  stepped_team test({0, 2});
  test.occupy(2);
  test.submit([] {});
  test.team->set_limits({0, 0});
  test.settle();
  BOOST_TEST(test.now().busy == 2U);
  test.complete_all();
  BOOST_TEST(test.present() == 0U);
  BOOST_TEST(test.now().backlog == 1U);
  BOOST_TEST(test.now().ran == 2U);
}

// P-09 T-09: nothing runs, nothing is refused; raising the maximum helps at once.
BOOST_AUTO_TEST_CASE(maximum_zero_keeps_tasks_waiting) {
  for (const coordination how : {coordination::by_hand, coordination::on_caller}) {
    words order;
    stepped_team test({0, 0}, how);
    for (const char* name : {"a", "b", "c"}) test.submit([&order, name] { order.emplace_back(name); });
    test.team->grow(2);
    test.settle();
    BOOST_TEST(test.source_calls == 0U);
    BOOST_TEST(test.now().backlog == 3U);
    test.team->set_limits({0, 1});
    test.settle();
    BOOST_TEST(test.now().busy == 1U);
    for (int i = 0; i < 3; ++i) BOOST_TEST(test.complete(0));
    BOOST_TEST(order == (words{"a", "b", "c"}), boost::test_tools::per_element());
  }
}

// DEF-18: as many workers as tasks wait, up to the maximum.
BOOST_AUTO_TEST_CASE(raising_the_maximum_serves_the_backlog) {
  stepped_team test({0, 1});
  for (int i = 0; i < 4; ++i) test.submit([] {});
  BOOST_TEST(test.now().backlog == 3U);
  test.team->set_limits({0, 3});
  test.settle();
  BOOST_TEST(test.now().busy == 3U);
  BOOST_TEST(test.now().backlog == 1U);
  test.team->set_limits({0, 9});
  test.settle();
  BOOST_TEST(test.now().busy == 4U);
  BOOST_TEST(test.workers.size() == 4U);
}

// DEF-17 M-21: surplus and lack are judged in one step; bad limits change nothing.
BOOST_AUTO_TEST_CASE(limits_are_set_in_one_step) {
  stepped_team test({0, 4});
  test.team->grow(4);
  test.settle();
  BOOST_CHECK_THROW(test.team->set_limits({3, 2}), std::invalid_argument);
  test.settle();
  BOOST_TEST(test.present() == 4U);
  BOOST_TEST(test.now().limits.max == 4U);
  test.team->set_limits({1, 2});
  BOOST_TEST(test.now().limits.max == 4U);
  test.settle();
  BOOST_TEST(test.now().limits.min == 1U);
  BOOST_TEST(test.now().limits.max == 2U);
  BOOST_TEST(test.present() == 2U);
  test.team->set_limits({5, 5});
  test.settle();
  BOOST_TEST(test.present() == 5U);
}

// T-01: the minimum is obtained when the limits are first spoken of.
BOOST_AUTO_TEST_CASE(the_minimum_is_obtained_by_set_limits_or_grow) {
  stepped_team by_limits({3, 5});
  by_limits.team->set_limits({3, 5});
  by_limits.settle();
  BOOST_TEST(by_limits.now().idle == 3U);
  stepped_team by_growth({3, 5});
  by_growth.team->grow(0);
  by_growth.settle();
  BOOST_TEST(by_growth.now().idle == 3U);
  stepped_team by_one_more({3, 5});
  by_one_more.team->grow(1);
  by_one_more.settle();
  BOOST_TEST(by_one_more.now().idle == 4U, "the minimum, and one");
}

// DEF-41: not one for each task and the minimum besides.
BOOST_AUTO_TEST_CASE(minimum_and_backlog_are_not_added_up) {
  stepped_team test({0, 0});
  for (int i = 0; i < 5; ++i) test.team->submit([] {});
  test.team->set_limits({3, 20});
  test.settle();
  BOOST_TEST(test.workers.size() == 5U);
  BOOST_TEST(test.now().busy == 5U);
}

// DEF-41 DEF-17: all orders before the coordinator's first step.
BOOST_AUTO_TEST_CASE(orders_given_before_the_first_step_are_not_added_up) {
  stepped_team test({0, 0});
  for (int i = 0; i < 2; ++i) test.team->submit([] {});
  test.team->set_limits({3, 4});
  test.team->set_limits({3, 4});
  test.team->submit([] {});
  test.settle();
  BOOST_TEST(test.workers.size() == 3U);
}

// Promise 7: the target counts workers that are being obtained.
BOOST_AUTO_TEST_CASE(a_worker_that_comes_too_late_leaves_again) {
  bool once = true;
  stepped_team test({0, 5}, coordination::on_caller);
  test.on_source = [&] {
    if (!std::exchange(once, false)) return;
    BOOST_TEST(test.now().starting == 1U);
    test.team->set_limits({0, 0});
  };
  test.team->grow(1);
  BOOST_TEST(test.workers.size() == 1U);
  BOOST_TEST(test.present() == 0U);
  BOOST_TEST(test.now().idle + test.now().starting == 0U);
}

BOOST_AUTO_TEST_SUITE_END()
