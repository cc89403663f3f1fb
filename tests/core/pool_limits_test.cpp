// pool_limits_test.cpp - proves what cadre/pool.hpp promises of the number of threads. The books are exact when a call
// returns; threads that have left the books may take a moment to end, and join_surplus waits for them.

#include <algorithm>
#include <atomic>
#include <boost/test/unit_test.hpp>
#include <cadre/pool.hpp>
#include <random>
#include <stdexcept>
#include <vector>

#include "gate.hpp"
#include "pool_fixture.hpp"
#include "starters.hpp"

using cadre_test::at_once;
using cadre_test::open_at_end;
using cadre_test::present;
using cadre_test::stall;
using cadre_test::surroundings;

BOOST_AUTO_TEST_SUITE(pool_limits)

BOOST_AUTO_TEST_CASE(the_minimum_is_there_from_the_beginning) {
  for (const std::size_t min : {0U, 1U, 3U}) {
    const surroundings around;
    cadre::pool pool(around.options({min, 5}));
    BOOST_TEST(pool.statistics().idle == min);
    BOOST_TEST(pool.statistics().starting == 0U);
    BOOST_TEST(around.threads.calls() == min);
    BOOST_TEST(around.threads.live() == min);
  }
}

// M-21
BOOST_AUTO_TEST_CASE(limits_out_of_order_are_refused_and_change_nothing) {
  const surroundings around;
  BOOST_CHECK_THROW(cadre::pool(around.options({2, 1})), std::invalid_argument);
  BOOST_TEST(around.threads.calls() == 0U);
  cadre::pool pool(around.options({1, 2}));
  BOOST_CHECK_THROW(pool.set_limits({4, 3}), std::invalid_argument);
  BOOST_TEST(pool.limits().min == 1U);
  BOOST_TEST(pool.limits().max == 2U);
  BOOST_TEST(present(pool.statistics()) == 1U);
  BOOST_TEST(around.threads.calls() == 1U);
}

// T-20 T-21 T-22 T-23
BOOST_AUTO_TEST_CASE(grow_and_shrink_are_exact_on_return) {
  const surroundings around;
  cadre::pool pool(around.options({1, 6}));
  pool.grow(2);
  BOOST_TEST(pool.statistics().idle == 3U);
  pool.grow(100);
  BOOST_TEST(pool.statistics().idle == 6U);
  pool.shrink(2);
  BOOST_TEST(pool.statistics().idle == 4U);
  pool.join_surplus();
  pool.grow(0);
  pool.shrink(0);
  BOOST_TEST(pool.statistics().idle == 4U);
  pool.shrink(100);
  BOOST_TEST(pool.statistics().idle == 1U);
  BOOST_TEST(around.threads.calls() == 6U);
  BOOST_TEST(around.threads.down_to(1));
}

// DEF-17 P-03
BOOST_AUTO_TEST_CASE(set_limits_is_exact_on_return) {
  const surroundings around;
  cadre::pool pool(around.options({0, 2}));
  pool.set_limits({3, 5});
  BOOST_TEST(pool.statistics().idle == 3U);
  BOOST_TEST(around.threads.calls() == 3U);
  BOOST_TEST(pool.limits().min == 3U);
  BOOST_TEST(pool.limits().max == 5U);
  pool.set_limits({0, 1});
  BOOST_TEST(pool.statistics().idle == 1U);
  pool.join_surplus();
  BOOST_TEST(around.threads.live() == 1U);
  pool.set_limits({0, 0});
  BOOST_TEST(pool.statistics().idle == 0U);
  pool.join_surplus();
  BOOST_TEST(around.threads.live() == 0U);
}

// DEF-17 DEF-13: whatever was set before, the last word counts.
BOOST_AUTO_TEST_CASE(any_sequence_of_limits_ends_at_the_last) {
  const surroundings around;
  std::mt19937 random(1);
  cadre::pool pool(around.options({0, 1}));
  for (int i = 0; i < 50; ++i) {
    const std::size_t min = random() % 4;
    const std::size_t max = min + random() % 3;
    pool.set_limits({min, max});
    BOOST_REQUIRE(present(pool.statistics()) >= min);
    BOOST_REQUIRE(present(pool.statistics()) <= max);
  }
  pool.set_limits({2, 2});
  BOOST_TEST(pool.statistics().idle == 2U);
  pool.join_surplus();
  BOOST_TEST(around.threads.live() == 2U);
}

// DEF-18: threads for what waits, by the time the call returns.
BOOST_AUTO_TEST_CASE(raising_the_maximum_starts_threads_at_once) {
  const surroundings around;
  stall block;
  cadre::pool pool(around.options({0, 1}));
  const open_at_end release(block.go);
  for (int i = 0; i < 4; ++i) pool.submit(block.task());
  BOOST_TEST(pool.statistics().backlog == 3U);
  pool.set_limits({0, 3});
  BOOST_TEST(pool.statistics().busy == 3U);
  BOOST_TEST(pool.statistics().backlog == 1U);
  BOOST_TEST(around.threads.calls() == 3U);
  BOOST_TEST(block.begun.reached(3));
}

// T-27 DEF-16: concurrency falls as tasks end; what waits changes nothing about that.
BOOST_AUTO_TEST_CASE(lowering_the_maximum_holds_whatever_waits) {
  const surroundings around;
  stall block;
  std::atomic<int> inside = 0;
  std::atomic<int> overlaps = 0;
  std::vector<int> order;
  cadre::pool pool(around.options({0, 3}));
  const open_at_end release(block.go);
  for (int i = 0; i < 3; ++i) pool.submit(block.task());
  for (int i = 0; i < 50; ++i)
    pool.submit([&, i] {
      if (++inside != 1) ++overlaps;
      order.push_back(i);
      --inside;
    });
  BOOST_REQUIRE(block.begun.reached(3));
  pool.set_limits({0, 1});
  BOOST_TEST(pool.statistics().busy == 3U);
  block.go.open();
  pool.join_surplus();
  BOOST_TEST(around.threads.live() <= 1U);
  pool.wait_idle();
  BOOST_TEST(overlaps == 0);
  BOOST_TEST(order.size() == 50U);
  BOOST_TEST(std::is_sorted(order.begin(), order.end()));
  BOOST_TEST(around.threads.calls() == 3U);
}

// DEF-16: whoever ends its task and is one too many leaves, and takes no other one first.
BOOST_AUTO_TEST_CASE(a_surplus_thread_leaves_before_it_looks_at_what_waits) {
  const surroundings around;
  stall first;
  stall others;
  cadre::pool pool(around.options({0, 3}));
  const open_at_end release_first(first.go);
  const open_at_end release_others(others.go);
  pool.submit(first.task());
  for (int i = 0; i < 2; ++i) pool.submit(others.task());
  BOOST_REQUIRE(first.begun.reached(1));
  BOOST_REQUIRE(others.begun.reached(2));
  pool.submit([] {});
  pool.set_limits({0, 2});
  first.go.open();
  BOOST_TEST(around.threads.down_to(2));
  BOOST_TEST(pool.statistics().ran == 1U);
  BOOST_TEST(pool.statistics().backlog == 1U);
}

// P-09
BOOST_AUTO_TEST_CASE(maximum_zero_runs_nothing_until_it_is_raised) {
  const surroundings around;
  std::vector<int> order;
  cadre::pool pool(around.options({0, 0}));
  for (int i = 0; i < 5; ++i) pool.submit([&order, i] { order.push_back(i); });
  BOOST_TEST(pool.statistics().backlog == 5U);
  BOOST_TEST(around.threads.calls() == 0U);
  pool.set_limits({0, 1});
  BOOST_TEST(around.threads.calls() == 1U);
  pool.wait_idle();
  BOOST_TEST(order.size() == 5U);
  BOOST_TEST(std::is_sorted(order.begin(), order.end()));
}

// DEF-14: the minimum is a floor, and no debt makes later tasks cost a thread each.
BOOST_AUTO_TEST_CASE(lowering_while_busy_leaves_no_debt) {
  const surroundings around;
  stall block;
  cadre::pool pool(around.options({0, 6}));
  const open_at_end release(block.go);
  for (int i = 0; i < 6; ++i) pool.submit(block.task());
  BOOST_REQUIRE(block.begun.reached(6));
  for (int i = 0; i < 3; ++i) pool.set_limits({2, 3});
  block.go.open();
  pool.wait_idle();
  BOOST_TEST(pool.statistics().idle == 3U);
  for (int i = 0; i < 20; ++i) {
    pool.submit([] {});
    pool.wait_idle();
  }
  BOOST_TEST(around.threads.calls() == 6U);
}

// DEF-15
BOOST_AUTO_TEST_CASE(shrinking_an_empty_pool_owes_nothing) {
  const surroundings around;
  cadre::pool pool(around.options({0, 4}));
  pool.shrink(3);
  for (int i = 0; i < 5; ++i) {
    pool.submit([] {});
    pool.wait_idle();
  }
  BOOST_TEST(pool.statistics().idle == 1U);
  BOOST_TEST(around.threads.calls() == 1U);
}

// T-28 DEF-13: growing undoes earlier shrinking; nobody is born to leave.
BOOST_AUTO_TEST_CASE(grow_undoes_earlier_shrinking) {
  const surroundings around;
  stall block;
  cadre::pool pool(around.options({0, 20}));
  const open_at_end release(block.go);
  for (int i = 0; i < 10; ++i) pool.submit(block.task());
  BOOST_REQUIRE(block.begun.reached(10));
  pool.shrink(7);
  pool.grow(5);
  BOOST_TEST(around.threads.calls() == 10U);
  block.go.open();
  pool.wait_idle();
  BOOST_TEST(pool.statistics().idle == 8U);
}

// DEF-41: not one for each task and the minimum besides.
BOOST_AUTO_TEST_CASE(minimum_and_backlog_are_not_added_up) {
  const surroundings around;
  stall block;
  cadre::pool pool(around.options({0, 0}));
  const open_at_end release(block.go);
  for (int i = 0; i < 5; ++i) pool.submit(block.task());
  pool.set_limits({3, 20});
  BOOST_TEST(around.threads.calls() == 5U);
  BOOST_TEST(block.begun.reached(5));
}

// DEF-17: who sets the same limits at the same time gets one minimum, not two.
BOOST_AUTO_TEST_CASE(limits_set_by_several_threads_are_not_added_up) {
  for (int round = 0; round < 50; ++round) {
    const surroundings around;
    cadre::pool pool(around.options({0, 6}));
    at_once(2, [&pool](int) { pool.set_limits({3, 6}); });
    BOOST_REQUIRE(pool.statistics().idle == 3U);
    BOOST_REQUIRE(around.threads.calls() == 3U);
  }
}

// DEF-17 P-02 W-05: resizing from several threads, under load.
BOOST_AUTO_TEST_CASE(limits_may_change_under_load) {
  const surroundings around;
  std::atomic<int> runs = 0;
  cadre::pool pool(around.options({0, 2}));
  at_once(3, [&](int who) {
    for (std::size_t i = 0; i < 60; ++i) {
      if (who == 0) pool.set_limits({i % 2, 1 + i % 3});
      if (who == 1) i % 2 == 0 ? pool.grow(1) : pool.shrink(1);
      pool.submit([&runs] { ++runs; });
    }
  });
  pool.set_limits({0, 2});
  pool.wait_idle();
  BOOST_TEST(runs == 180);
  BOOST_TEST(present(pool.statistics()) <= 2U);
  pool.join_surplus();
  BOOST_TEST(around.threads.live() <= 2U);
}

BOOST_AUTO_TEST_SUITE_END()
