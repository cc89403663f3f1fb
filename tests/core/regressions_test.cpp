// regressions_test.cpp - what went wrong in other pools, by the name under which it is known there. Each case brings
// about the situation, and fails if the pool does what that one did.

#include <atomic>
#include <boost/test/unit_test.hpp>
#include <cadre/default_size.hpp>
#include <cadre/pool.hpp>
#include <memory>
#include <optional>
#include <stdexcept>
#include <thread>
#include <vector>

#include "gate.hpp"
#include "pool_fixture.hpp"
#include "probe.hpp"
#include "stepped_team.hpp"

using cadre_test::coordination;
using cadre_test::gate;
using cadre_test::open_at_end;
using cadre_test::present;
using cadre_test::probe;
using cadre_test::stall;
using cadre_test::stepped_team;
using cadre_test::surroundings;
using cadre_test::tally;

BOOST_AUTO_TEST_SUITE(regressions)

// twisted#2673, L-B01: a thread that had taken its job and did not count as working yet was in no sum, so the job that
// would have released the others never got a thread.
BOOST_AUTO_TEST_CASE(twisted_2673_undercount) {
  for (int round = 0; round < 50; ++round) {
    const surroundings around;
    gate released;
    tally blocked;
    cadre::pool pool(around.options({0, 4}));
    const open_at_end release(released);
    for (int i = 0; i < 3; ++i)
      pool.submit([&] {
        if (released.passed()) blocked.add();
      });
    pool.submit([&] { released.open(); });
    BOOST_REQUIRE(blocked.reached(3));
    pool.wait_idle();
  }
}

// twisted#2673 as it came back in the rewrite, T-47: the last worker finished while a quit was on its way, and the
// coordinator was gone before the quit came.
BOOST_AUTO_TEST_CASE(twisted_2673_quit_meets_the_last_finisher) {
  stepped_team test({0, 1}, coordination::by_hand);
  test.submit([] {});
  test.settle();
  test.team->quit();
  test.finish();
  BOOST_TEST(test.coordinator->quits == 1);
  BOOST_CHECK_THROW(test.team->quit(), cadre::already_quit);
}

// twisted#297, L-B10: an empty object served as the stop token; here a task without a callable is refused at once.
BOOST_AUTO_TEST_CASE(twisted_297_no_task_stops_a_thread) {
  const surroundings around;
  std::atomic<int> runs = 0;
  cadre::pool pool(around.options({1, 1}));
  BOOST_CHECK_THROW(pool.submit({}), std::invalid_argument);
  pool.submit([&runs] { ++runs; });
  pool.wait_idle();
  BOOST_TEST(runs == 1);
  BOOST_TEST(present(pool.statistics()) == 1U);
}

// twisted#1134 and #897, L-B08 L-B09 DEF-11: a thread kept its first, or its last, job for as long as it lived.
BOOST_AUTO_TEST_CASE(twisted_897_an_idle_thread_holds_on_to_nothing) {
  const surroundings around;
  std::atomic<int> gone = 0;
  cadre::pool pool(around.options({1, 1}));
  for (int i = 1; i <= 3; ++i) {
    pool.submit([end = probe([&gone] { ++gone; })] {});
    pool.wait_idle();
    BOOST_TEST(gone == i);
  }
}

// twisted#7011, L-33: a resize after stop started threads that nobody would stop.
BOOST_AUTO_TEST_CASE(twisted_7011_a_resize_after_stop_starts_nothing) {
  const surroundings around;
  cadre::pool pool(around.options({0, 2}));
  pool.stop();
  BOOST_CHECK_THROW(pool.set_limits({3, 5}), cadre::already_quit);
  BOOST_CHECK_THROW(pool.grow(2), cadre::already_quit);
  BOOST_TEST(around.threads.calls() == 0U);
}

// twisted#8090, DEF-41: what waited before the start got too few threads.
BOOST_AUTO_TEST_CASE(twisted_8090_the_backlog_gets_its_threads) {
  const surroundings around;
  stall block;
  cadre::pool pool(around.options({0, 0}));
  const open_at_end release(block.go);
  for (int i = 0; i < 5; ++i) pool.submit(block.task());
  pool.set_limits({0, 10});
  BOOST_TEST(around.threads.calls() == 5U);
  BOOST_TEST(block.begun.reached(5));
}

// twisted#8043, DEF-18: a raised maximum with jobs waiting started nothing.
BOOST_AUTO_TEST_CASE(twisted_8043_a_raised_maximum_serves_what_waits) {
  const surroundings around;
  stall block;
  cadre::pool pool(around.options({0, 1}));
  const open_at_end release(block.go);
  for (int i = 0; i < 3; ++i) pool.submit(block.task());
  BOOST_REQUIRE(block.begun.reached(1));
  pool.set_limits({0, 3});
  BOOST_TEST(block.begun.reached(3));
}

// twisted#8114, DEF-27: the list of threads only grew.
BOOST_AUTO_TEST_CASE(twisted_8114_threads_that_left_are_forgotten) {
  const surroundings around;
  cadre::pool pool(around.options({0, 5}));
  for (int i = 0; i < 20; ++i) {
    pool.grow(5);
    pool.shrink(5);
    pool.join_surplus();
  }
  BOOST_TEST(around.threads.calls() == 100U);
  BOOST_TEST(around.threads.handles() == 0U);
}

// twisted#4770, L-47 L-B13: threads that had been asked to leave were never joined, and ran on beside new ones.
BOOST_AUTO_TEST_CASE(twisted_4770_threads_asked_to_leave_are_joined) {
  const surroundings around;
  stall block;
  std::optional<cadre::pool> pool(around.options({0, 2}));
  const open_at_end release(block.go);
  pool->submit(block.task());
  BOOST_REQUIRE(block.begun.reached(1));
  pool->set_limits({0, 0});
  std::thread opener([&] { block.go.open(); });
  pool.reset();
  opener.join();
  BOOST_TEST(around.threads.live() == 0U);
  BOOST_TEST(around.threads.handles() == 0U);
}

// asio#1534: a join raced with the last piece of work, and waited for ever.
BOOST_AUTO_TEST_CASE(asio_1534_the_join_meets_the_last_task) {
  for (int round = 0; round < 300; ++round) {
    const surroundings around;
    std::atomic<int> runs = 0;
    cadre::pool pool(around.options({0, 2}));
    pool.submit([&runs] { ++runs; });
    pool.submit([&runs] { ++runs; });
    BOOST_REQUIRE(pool.stop().complete());
    BOOST_REQUIRE(runs == 2);
  }
}

// folly#2093: the wait was over before the pool had done with the task.
BOOST_AUTO_TEST_CASE(folly_2093_idle_means_that_the_task_is_gone) {
  const surroundings around;
  cadre::pool pool(around.options({0, 2}));
  for (int round = 0; round < 300; ++round) {
    std::atomic<bool> gone = false;
    pool.submit([end = probe([&gone] { gone = true; })] {});
    pool.wait_idle();
    BOOST_REQUIRE(gone);
    const auto now = pool.statistics();
    BOOST_REQUIRE(now.accepted == now.ran);
    BOOST_REQUIRE(now.busy == 0U);
  }
}

// marl#71, couchbase#2055: told before it slept, or only if the queue had been empty.
BOOST_AUTO_TEST_CASE(marl_71_no_wake_up_is_lost) {
  const surroundings around;
  cadre::pool pool(around.options({2, 2}));
  for (int round = 0; round < 2000; ++round) {
    tally ran;
    pool.submit([&ran] { ran.add(); });
    if (round % 2 == 0) pool.submit([&ran] { ran.add(); });
    BOOST_REQUIRE(ran.reached(round % 2 == 0 ? 2U : 1U));
  }
  pool.wait_idle();
}

// tokio#8406, DEF-01: the thread for a task could not be created, and the task was forgotten.
BOOST_AUTO_TEST_CASE(tokio_8406_a_task_without_its_thread_is_not_forgotten) {
  surroundings around;
  stall block;
  tally ran;
  around.threads.allow(1);
  cadre::pool pool(around.options({0, 2}));
  const open_at_end release(block.go);
  pool.submit(block.task());
  BOOST_REQUIRE(block.begun.reached(1));
  pool.submit([&ran] { ran.add(); });
  around.threads.allow(cadre::testing::counted_threads::any_number);
  BOOST_TEST(ran.reached(1), "another attempt is made by itself");
  BOOST_TEST(around.errors.claim("exception no thread to be had") == 1U);
}

// oneTBB#2056: a quota of one processor left no thread at all, and the wait hung.
BOOST_AUTO_TEST_CASE(onetbb_2056_there_is_always_one_thread) {
  BOOST_TEST(cadre::default_size() >= 1U);
  const surroundings around;
  tally ran;
  cadre::pool pool(around.options({0, 1}));
  pool.submit([&ran] { ran.add(); });
  BOOST_TEST(ran.reached(1));
  pool.wait_idle();
}

// tensorflow#932: waiters that had left were still counted, and got the notices meant for others.
BOOST_AUTO_TEST_CASE(tensorflow_932_threads_that_left_are_not_woken) {
  const surroundings around;
  cadre::pool pool(around.options({0, 4}));
  for (int round = 0; round < 100; ++round) {
    pool.grow(4);
    pool.shrink(3);
    tally ran;
    pool.submit([&ran] { ran.add(); });
    BOOST_REQUIRE(ran.reached(1));
  }
  pool.wait_idle();
}

BOOST_AUTO_TEST_SUITE_END()
