// pool_test.cpp - proves what cadre/pool.hpp promises of ordinary work, on real threads.

#include <algorithm>
#include <atomic>
#include <boost/test/unit_test.hpp>
#include <cadre/lock_worker.hpp>
#include <cadre/pool.hpp>
#include <functional>
#include <thread>
#include <vector>

#include "gate.hpp"
#include "pool_fixture.hpp"
#include "probe.hpp"
#include "starters.hpp"

using cadre_test::at_once;
using cadre_test::gate;
using cadre_test::open_at_end;
using cadre_test::present;
using cadre_test::probe;
using cadre_test::stall;
using cadre_test::surroundings;
using cadre_test::tally;

BOOST_AUTO_TEST_SUITE(pool)

// P-01 P-04 T-04: on a thread of the pool, made when it is needed.
BOOST_AUTO_TEST_CASE(tasks_run_on_threads_of_the_pool) {
  const surroundings around;
  std::thread::id where;
  cadre::pool pool(around.options({0, 1}));
  BOOST_TEST(around.threads.calls() == 0U);
  pool.submit([&where] { where = std::this_thread::get_id(); });
  BOOST_TEST(around.threads.calls() == 1U);
  pool.wait_idle();
  BOOST_TEST((where != std::thread::id()));
  BOOST_TEST((where != std::this_thread::get_id()));
  BOOST_TEST(pool.statistics().ran == 1U);
}

// P-01
BOOST_AUTO_TEST_CASE(a_pool_needs_no_options) {
  std::atomic<int> runs = 0;
  cadre::pool pool;
  BOOST_TEST(pool.name() == "pool");
  BOOST_TEST(pool.limits().min == 0U);
  BOOST_TEST(pool.limits().max == cadre::default_size());
  for (int i = 0; i < 10; ++i) pool.submit([&runs] { ++runs; });
  pool.wait_idle();
  BOOST_TEST(runs == 10);
}

// X-19 T-04: while there is room, nothing waits behind a task that blocks.
BOOST_AUTO_TEST_CASE(a_task_that_ends_the_wait_of_others_always_starts) {
  for (int round = 0; round < 20; ++round) {
    const surroundings around;
    std::atomic<int> released = 0;
    gate go;
    cadre::pool pool(around.options({0, 4}));
    for (int i = 0; i < 3; ++i)
      pool.submit([&] {
        if (go.passed()) ++released;
      });
    pool.submit([&go] { go.open(); });
    pool.wait_idle();
    BOOST_REQUIRE(released == 3);
  }
}

// the same on threads that exist already, and are idle or about to be.
BOOST_AUTO_TEST_CASE(idle_threads_are_all_used) {
  const surroundings around;
  cadre::pool pool(around.options({4, 4}));
  for (int round = 0; round < 100; ++round) {
    tally together;
    std::atomic<int> met = 0;
    for (int i = 0; i < 4; ++i)
      pool.submit([&] {
        together.add();
        if (together.reached(4)) ++met;
      });
    pool.wait_idle();
    BOOST_REQUIRE(met == 4);
  }
}

// T-08 DEF-19 D-08: started in the order of submission.
BOOST_AUTO_TEST_CASE(one_thread_takes_tasks_in_order) {
  const surroundings around;
  std::vector<int> order;
  stall block;
  cadre::pool pool(around.options({0, 1}));
  const open_at_end release(block.go);
  pool.submit(block.task());
  for (int i = 0; i < 200; ++i) pool.submit([&order, i] { order.push_back(i); });
  BOOST_TEST(pool.statistics().backlog == 200U);
  block.go.open();
  pool.wait_idle();
  BOOST_TEST(order.size() == 200U);
  BOOST_TEST(std::is_sorted(order.begin(), order.end()));
}

// P-02: however many submit at once.
BOOST_AUTO_TEST_CASE(the_maximum_holds_for_many_submitters) {
  const surroundings around;
  std::atomic<int> inside = 0;
  std::atomic<int> too_many = 0;
  std::atomic<int> runs = 0;
  cadre::pool pool(around.options({0, 3}));
  at_once(4, [&](int) {
    for (int i = 0; i < 100; ++i)
      pool.submit([&] {
        if (++inside > 3) ++too_many;
        ++runs;
        --inside;
      });
  });
  pool.wait_idle();
  BOOST_TEST(runs == 400);
  BOOST_TEST(too_many == 0);
  BOOST_TEST(around.threads.most_live() <= 3U);
  BOOST_TEST(around.threads.calls() <= 3U);
}

// T-29 P-02
BOOST_AUTO_TEST_CASE(figures_are_exact_at_rest) {
  surroundings around;
  stall block;
  cadre::pool pool(around.options({0, 2}));
  const open_at_end release(block.go);
  for (int i = 0; i < 3; ++i) pool.submit(block.task());
  pool.submit([] { throw cadre_test::deliberate("task"); });
  auto now = pool.statistics();
  BOOST_TEST(now.busy == 2U);
  BOOST_TEST(now.idle == 0U);
  BOOST_TEST(now.starting == 0U);
  BOOST_TEST(now.backlog == 2U);
  BOOST_TEST(now.accepted == 4U);
  block.go.open();
  pool.wait_idle();
  now = pool.statistics();
  BOOST_TEST(now.idle == 2U);
  BOOST_TEST(now.busy == 0U);
  BOOST_TEST(now.backlog == 0U);
  BOOST_TEST(now.ran == 3U);
  BOOST_TEST(now.failed == 1U);
  BOOST_TEST(now.dropped == 0U);
  BOOST_TEST(around.errors.claim("deliberate task") == 1U);
}

// T-30 DEF-12: one moment, whoever works meanwhile.
BOOST_AUTO_TEST_CASE(figures_belong_to_one_moment) {
  const surroundings around;
  std::atomic<int> torn = 0;
  std::atomic<int> unbalanced = 0;
  cadre::pool pool(around.options({4, 4}));
  at_once(3, [&](int who) {
    for (int i = 0; i < 1000; ++i) {
      if (who > 0) {
        pool.submit([] {});
        continue;
      }
      const auto now = pool.statistics();
      if (present(now) != 4) ++torn;
      if (now.ran > now.accepted) ++torn;
      if (now.accepted != now.ran + now.failed + now.dropped + now.backlog + now.busy) ++unbalanced;
    }
  });
  pool.wait_idle();
  BOOST_TEST(torn == 0);
  BOOST_TEST(unbalanced == 0);
  BOOST_TEST(pool.statistics().ran == 2000U);
}

// T-10 W-08
BOOST_AUTO_TEST_CASE(tasks_overlap) {
  const surroundings around;
  tally both;
  std::atomic<int> met = 0;
  cadre::pool pool(around.options({0, 2}));
  for (int i = 0; i < 2; ++i)
    pool.submit([&] {
      both.add();
      if (both.reached(2)) ++met;
    });
  pool.wait_idle();
  BOOST_TEST(met == 2);
}

// W-05
BOOST_AUTO_TEST_CASE(tasks_may_submit_and_nothing_is_lost) {
  const surroundings around;
  std::atomic<int> runs = 0;
  std::function<void(int)> chain;
  cadre::pool pool(around.options({0, 2}));
  chain = [&](int left) {
    ++runs;
    if (left > 0) pool.submit([&chain, left] { chain(left - 1); });
  };
  pool.submit([&chain] { chain(199); });
  pool.wait([&](const cadre::team_statistics& now) { return now.ran == 200; });
  BOOST_TEST(runs == 200);
}

// D-18
BOOST_AUTO_TEST_CASE(a_task_knows_its_pool_and_no_other) {
  const surroundings around;
  std::atomic<int> right = 0;
  cadre::pool first(around.options({0, 1}));
  cadre::pool second(around.options({0, 1}));
  cadre::lock_worker lock;
  first.submit([&] {
    if (first.running_here() && !second.running_here()) ++right;
    lock.submit([&] {
      if (first.running_here() && lock.running_here()) ++right;
    });
  });
  first.wait_idle();
  BOOST_TEST(right == 2);
  BOOST_TEST(!first.running_here());
}

// D-18: no hidden state is shared.
BOOST_AUTO_TEST_CASE(two_pools_do_not_disturb_each_other) {
  const surroundings around;
  const surroundings other_around;
  stall block;
  std::atomic<int> runs = 0;
  cadre::pool first(around.options({0, 1}));
  cadre::pool second(other_around.options({2, 2}));
  const open_at_end release(block.go);
  first.submit(block.task());
  for (int i = 0; i < 50; ++i) second.submit([&runs] { ++runs; });
  second.wait_idle();
  BOOST_TEST(runs == 50);
  BOOST_TEST(first.statistics().busy == 1U);
  BOOST_TEST(first.statistics().accepted == 1U);
  BOOST_TEST(present(second.statistics()) == 2U);
}

// TW-12 DEF-11: a pool that has nothing to do holds on to nothing.
BOOST_AUTO_TEST_CASE(idle_threads_hold_on_to_no_task) {
  const surroundings around;
  tally gone;
  cadre::pool pool(around.options({0, 2}));
  for (int i = 0; i < 2; ++i) pool.submit([end = probe([&gone] { gone.add(); })] {});
  BOOST_TEST(gone.reached(2));
  pool.wait_idle();
}

// M-26 DEF-38
BOOST_AUTO_TEST_CASE(destructors_of_tasks_may_use_the_pool) {
  const surroundings around;
  std::atomic<int> runs = 0;
  cadre::pool pool(around.options({0, 2}));
  for (int i = 0; i < 20; ++i)
    pool.submit([end = probe([&] {
                   static_cast<void>(pool.statistics());
                   pool.submit([&runs] { ++runs; });
                 })] {});
  pool.wait([](const cadre::team_statistics& now) { return now.ran == 40; });
  BOOST_TEST(runs == 20);
}

BOOST_AUTO_TEST_SUITE_END()
