// pool_stop_test.cpp - proves what cadre/pool.hpp and cadre/stop_report.hpp promise of stop. Deadlines are those of a
// clock that stands still until the test moves it.

#include <atomic>
#include <boost/test/unit_test.hpp>
#include <cadre/pool.hpp>
#include <optional>
#include <system_error>
#include <thread>

#include "gate.hpp"
#include "pool_fixture.hpp"
#include "probe.hpp"

using cadre::stopping;
using cadre_test::open_at_end;
using cadre_test::probe;
using cadre_test::stall;
using cadre_test::surroundings;

BOOST_AUTO_TEST_SUITE(pool_stop)

// DEF-20 DEF-24
BOOST_AUTO_TEST_CASE(draining_runs_everything_and_ends_all_threads) {
  const surroundings around;
  std::atomic<int> runs = 0;
  cadre::pool pool(around.options({0, 2}));
  for (int i = 0; i < 20; ++i) pool.submit([&runs] { ++runs; });
  const cadre::stop_report report = pool.stop();
  BOOST_TEST(runs == 20);
  BOOST_TEST(report.dropped == 0U);
  BOOST_TEST(report.complete());
  BOOST_TEST(around.threads.live() == 0U);
  BOOST_TEST(around.threads.handles() == 0U);
  BOOST_TEST(pool.closed());
  BOOST_CHECK_THROW(pool.submit([] {}), cadre::already_quit);
  BOOST_CHECK_THROW(pool.drop_backlog(), cadre::already_quit);
}

// DEF-24: what the first one did is not done again.
BOOST_AUTO_TEST_CASE(a_second_stop_changes_nothing) {
  surroundings around;
  cadre::pool pool(around.options({0, 0}));
  for (int i = 0; i < 3; ++i) pool.submit([] {});
  BOOST_TEST(pool.stop(stopping::drop).dropped == 3U);
  BOOST_TEST(pool.stop().dropped == 3U);
  BOOST_TEST(pool.stop(stopping::drop).complete());
  BOOST_TEST(around.threads.calls() == 0U, "nobody is needed to drop a task");
  BOOST_TEST(around.errors.claim("task_dropped") == 3U);
}

// DEF-42 DEF-29
BOOST_AUTO_TEST_CASE(dropping_reports_what_waits_and_lets_the_rest_end) {
  surroundings around;
  stall block;
  int gone = 0;
  std::atomic<int> runs = 0;
  cadre::pool pool(around.options({0, 1}));
  pool.submit(block.task());
  for (int i = 0; i < 3; ++i) pool.submit([&runs, end = probe([&gone] { ++gone; })] { ++runs; });
  BOOST_REQUIRE(block.begun.reached(1));
  std::thread opener([&] {
    pool.wait([](const cadre::team_statistics& now) { return now.dropped == 3; });
    block.go.open();
  });
  const cadre::stop_report report = pool.stop(stopping::drop);
  opener.join();
  BOOST_TEST(report.dropped == 3U);
  BOOST_TEST(report.complete());
  BOOST_TEST(gone == 3);
  BOOST_TEST(runs == 0);
  BOOST_TEST(around.errors.claim("task_dropped") == 3U);
  const auto now = pool.statistics();
  BOOST_TEST(now.accepted == now.ran + now.failed + now.dropped);
}

// DEF-29: what was dropped before the pool quit was somebody else's doing.
BOOST_AUTO_TEST_CASE(a_report_counts_from_the_quit) {
  surroundings around;
  cadre::pool pool(around.options({0, 0}));
  for (int i = 0; i < 2; ++i) pool.submit([] {});
  BOOST_TEST(pool.drop_backlog() == 2U);
  for (int i = 0; i < 3; ++i) pool.submit([] {});
  BOOST_TEST(pool.stop(stopping::drop).dropped == 3U);
  BOOST_TEST(pool.statistics().dropped == 5U);
  BOOST_TEST(around.errors.claim("task_dropped") == 5U);
}

// DEF-24
BOOST_AUTO_TEST_CASE(stops_may_overlap) {
  const surroundings around;
  stall block;
  cadre::pool pool(around.options({0, 1}));
  pool.submit(block.task());
  BOOST_REQUIRE(block.begun.reached(1));
  std::atomic<int> complete = 0;
  std::thread first([&] { complete += pool.stop().complete() ? 1 : 0; });
  std::thread second([&] { complete += pool.stop().complete() ? 1 : 0; });
  pool.wait([&](const cadre::team_statistics&) { return pool.closed(); });
  BOOST_TEST(complete == 0);
  block.go.open();
  first.join();
  second.join();
  BOOST_TEST(complete == 2);
}

// DEF-23: refused before anything has changed.
BOOST_AUTO_TEST_CASE(a_stop_from_a_task_is_refused) {
  const surroundings around;
  std::error_code code;
  std::atomic<int> runs = 0;
  cadre::pool pool(around.options({0, 1}));
  pool.submit([&] {
    try {
      pool.stop();
    } catch (const std::system_error& error) {
      code = error.code();
    }
  });
  pool.wait_idle();
  BOOST_TEST((code == std::errc::resource_deadlock_would_occur));
  BOOST_TEST(!pool.closed());
  pool.submit([&runs] { ++runs; });
  pool.wait_idle();
  BOOST_TEST(runs == 1);
}

// DEF-20: one thread above the target drains what none may run; and if none can be had, the rest is dropped.
BOOST_AUTO_TEST_CASE(draining_takes_a_thread_or_drops) {
  for (const bool can : {true, false}) {
    surroundings around;
    std::atomic<int> runs = 0;
    cadre::pool pool(around.options({0, 0}));
    for (int i = 0; i < 3; ++i) pool.submit([&runs] { ++runs; });
    if (!can) around.threads.allow(0);
    const cadre::stop_report report = pool.stop();
    BOOST_TEST(runs == (can ? 3 : 0));
    BOOST_TEST(report.dropped == (can ? 0U : 3U));
    BOOST_TEST(report.complete());
    BOOST_TEST(around.errors.claim("task_dropped") == report.dropped);
    static_cast<void>(around.errors.claim("exception no thread to be had"));
  }
}

BOOST_AUTO_TEST_CASE(the_destructor_after_a_stop_has_nothing_to_do) {
  const surroundings around;
  std::optional<cadre::pool> pool(around.options({2, 2}));
  pool->stop();
  pool.reset();
  BOOST_TEST(around.threads.live() == 0U);
  BOOST_TEST(around.threads.calls() == 2U);
}

BOOST_AUTO_TEST_SUITE_END()
