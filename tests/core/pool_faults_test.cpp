// pool_faults_test.cpp - proves what cadre/pool.hpp promises when threads cannot be had, or end by force.

#include <pthread.h>

#include <algorithm>
#include <atomic>
#include <boost/test/unit_test.hpp>
#include <cadre/pool.hpp>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <cadre/testing/counted_threads.hpp>
#include <cadre/testing/manual_clock.hpp>
#include "gate.hpp"
#include "pool_fixture.hpp"
#include "probe.hpp"
#include "recorded_errors.hpp"

using cadre::testing::counted_threads;
using cadre::testing::no_thread;
using cadre_test::deliberate;
using cadre_test::open_at_end;
using cadre_test::present;
using cadre_test::probe;
using cadre_test::stall;
using cadre_test::surroundings;
using cadre_test::tally;
using cadre_test::timed;

namespace {

const std::string no_thread_text = "exception no thread to be had";

/// No attempt is made again by itself.
cadre::pool_options without_time(cadre::pool_options options) {
  options.time = std::make_shared<cadre::testing::manual_clock>();
  return options;
}

struct failing_join final : cadre::joinable {
  explicit failing_join(std::unique_ptr<cadre::joinable> of) : thread(std::move(of)) {}
  void join() override {
    thread->join();
    throw deliberate("join");
  }
  std::unique_ptr<cadre::joinable> thread;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(pool_faults)

// TW-10 DEF-02: all of the minimum or nothing. The time stands still, so no further attempt is counted.
BOOST_AUTO_TEST_CASE(a_pool_that_cannot_start_leaves_nothing_running) {
  for (const std::size_t allowed : {0U, 1U, 3U}) {
    timed around;
    around.threads.allow(allowed);
    BOOST_CHECK_THROW(cadre::pool(without_time(around.options({4, 8}))), no_thread);
    BOOST_TEST(around.threads.live() == 0U);
    BOOST_TEST(around.threads.handles() == 0U);
    BOOST_TEST(around.threads.calls() == allowed + 1);
  }
}

// DEF-01 DEF-02
BOOST_AUTO_TEST_CASE(without_any_thread_a_submit_is_refused) {
  surroundings around;
  std::atomic<int> runs = 0;
  int gone = 0;
  around.threads.allow(0);
  cadre::pool pool(around.options({0, 2}));
  for (int i = 1; i <= 3; ++i) {
    BOOST_CHECK_THROW(pool.submit([&runs, end = probe([&gone] { ++gone; })] { ++runs; }), no_thread);
    BOOST_TEST(gone == i);
  }
  const auto now = pool.statistics();
  BOOST_TEST(now.accepted + now.backlog + now.workers() == 0U);
  BOOST_TEST(around.errors.unclaimed() == 0U);
  around.threads.allow(1);
  pool.submit([&runs] { ++runs; });
  pool.wait_idle();
  BOOST_TEST(runs == 1);
}

// DEF-01: with a thread there, the task waits for it.
BOOST_AUTO_TEST_CASE(with_a_thread_there_the_task_waits) {
  surroundings around;
  stall block;
  std::atomic<int> runs = 0;
  around.threads.allow(1);
  cadre::pool pool(around.options({0, 3}));
  const open_at_end release(block.go);
  pool.submit(block.task());
  BOOST_REQUIRE(block.begun.reached(1));  // else its thread might be the one that asks for another
  BOOST_CHECK_NO_THROW(pool.submit([&runs] { ++runs; }));
  BOOST_TEST(around.errors.claim(no_thread_text) == 1U);
  BOOST_TEST(pool.statistics().backlog == 1U);
  block.go.open();
  pool.wait_idle();
  BOOST_TEST(runs == 1);
  BOOST_TEST(pool.statistics().idle == 1U);
}

// T-20 DEF-01
BOOST_AUTO_TEST_CASE(growth_stops_where_threads_end) {
  timed around;
  around.threads.allow(2);
  cadre::pool pool(around.options({0, 8}));
  BOOST_CHECK_THROW(pool.grow(5), no_thread);
  BOOST_TEST(pool.statistics().idle == 2U);
  BOOST_TEST(around.threads.calls() == 3U);
  BOOST_CHECK_THROW(pool.set_limits({4, 6}), no_thread);
  BOOST_TEST(pool.limits().min == 4U);
  BOOST_TEST(pool.limits().max == 6U);
  BOOST_TEST(present(pool.statistics()) == 2U);
  BOOST_TEST(around.errors.unclaimed() == 0U);
  around.threads.allow(counted_threads::any_number);
  pool.set_limits({4, 6});
  BOOST_TEST(present(pool.statistics()) == 4U);
}

// T-20 DEF-13: what is there counts, and the minimum comes first.
BOOST_AUTO_TEST_CASE(growth_below_the_minimum_is_not_added_to_it) {
  for (const std::size_t count : {0U, 1U, 3U}) {
    surroundings around;
    around.threads.allow(2);
    cadre::pool pool(without_time(around.options({0, 8})));
    BOOST_CHECK_THROW(pool.set_limits({4, 8}), no_thread);
    BOOST_REQUIRE(present(pool.statistics()) == 2U);
    around.threads.allow(counted_threads::any_number);
    pool.grow(count);
    BOOST_TEST(present(pool.statistics()) == std::max<std::size_t>(4, 2 + count));
  }
}

// T-06 P-06
BOOST_AUTO_TEST_CASE(what_tasks_throw_goes_to_the_sink_on_their_thread) {
  surroundings around;
  std::thread::id there;
  cadre::pool pool(around.options({1, 1}));
  pool.submit([&there] {
    there = std::this_thread::get_id();
    throw deliberate("task");
  });
  pool.submit([] { throw 3; });
  pool.wait_idle();
  BOOST_TEST(around.errors.claim("deliberate task") == 1U);
  BOOST_TEST(around.errors.claim("int 3") == 1U);
  for (const auto& id : around.errors.threads()) BOOST_TEST((id == there));
  BOOST_TEST(pool.statistics().failed == 2U);
  BOOST_TEST(pool.statistics().idle == 1U);
}

// T-62 DEF-21
BOOST_AUTO_TEST_CASE(a_failing_sink_costs_no_thread) {
  const surroundings around;
  std::atomic<int> reported = 0;
  std::atomic<int> runs = 0;
  auto options = around.options({0, 1});
  options.errors = [&reported](const std::exception_ptr&) {
    ++reported;
    throw deliberate("sink");
  };
  cadre::pool pool(std::move(options));
  for (int i = 0; i < 5; ++i) {
    pool.submit([] { throw deliberate("task"); });
    pool.submit([&runs] { ++runs; });
  }
  pool.wait_idle();
  BOOST_TEST(reported == 5);
  BOOST_TEST(runs == 5);
  BOOST_TEST(around.threads.calls() == 1U);
}

// DEF-21: a thread's handle is user code as well.
BOOST_AUTO_TEST_CASE(what_a_join_throws_goes_to_the_sink) {
  surroundings around;
  auto options = around.options({2, 2});
  options.factory = [inner = around.threads.factory()](std::function<void()> body, const std::string& name) {
    return std::make_unique<failing_join>(inner(std::move(body), name));
  };
  std::optional<cadre::pool>(std::move(options)).reset();
  BOOST_TEST(around.errors.claim("deliberate join") == 2U);
  BOOST_TEST(around.threads.live() == 0U);
}

// M-20 DEF-22: a task takes its thread with it. Another one serves what waits, and the books are right.
BOOST_AUTO_TEST_CASE(a_thread_ended_by_force_is_replaced) {
  surroundings around;
  stall block;
  tally ran;
  cadre::pool pool(around.options({0, 1}));
  const open_at_end release(block.go);
  pool.submit([&block] {
    block.task()();
    pthread_exit(nullptr);
  });
  pool.submit([&ran] { ran.add(); });
  block.go.open();
  BOOST_REQUIRE(ran.reached(1));
  pool.wait_idle();
  const auto now = pool.statistics();
  BOOST_TEST(now.accepted == 2U);
  BOOST_TEST(now.ran + now.failed + now.dropped == 2U);
  BOOST_TEST(now.ran >= 1U);
  BOOST_TEST(present(now) == 1U);
  BOOST_TEST(around.threads.calls() == 2U);
  BOOST_TEST(around.threads.down_to(1));
  static_cast<void>(around.errors.claim());
}

// M-20 DEF-22 DEF-01: and if no other can be had, what waits goes on waiting for the next occasion.
BOOST_AUTO_TEST_CASE(a_lost_thread_that_cannot_be_replaced_loses_no_task) {
  surroundings around;
  stall block;
  tally ran;
  around.threads.allow(1);
  cadre::pool pool(around.options({0, 1}));
  const open_at_end release(block.go);
  pool.submit([&block] {
    block.task()();
    pthread_exit(nullptr);
  });
  pool.submit([&ran] { ran.add(); });
  block.go.open();
  BOOST_REQUIRE(around.threads.down_to(0));
  pool.wait([](const cadre::team_statistics& now) { return present(now) == 0 && now.starting == 0; });
  BOOST_TEST(pool.statistics().backlog == 1U);
  around.threads.allow(counted_threads::any_number);
  pool.submit([&ran] { ran.add(); });
  BOOST_TEST(ran.reached(2));
  pool.wait_idle();
  static_cast<void>(around.errors.claim());
}

// M-20 DEF-22: nor does it keep a pool from its end.
BOOST_AUTO_TEST_CASE(a_pool_ends_after_its_threads_ended_by_force) {
  surroundings around;
  {
    cadre::pool pool(around.options({2, 2}));
    for (int i = 0; i < 4; ++i) pool.submit([] { pthread_exit(nullptr); });
  }
  BOOST_TEST(around.threads.live() == 0U);
  static_cast<void>(around.errors.claim());
}

// M-20: its hook would run in the middle of the unwinding.
BOOST_AUTO_TEST_CASE(a_thread_ended_by_force_skips_its_exit_hook) {
  surroundings around;
  std::atomic<int> starts = 0;
  std::atomic<int> exits = 0;
  {
    auto options = around.options({1, 1});
    options.hooks = {.start = [&starts] { ++starts; }, .exit = [&exits] { ++exits; }};
    cadre::pool pool(std::move(options));
    pool.submit([] { pthread_exit(nullptr); });
    pool.submit([] {});
  }
  BOOST_TEST(starts == 2);
  BOOST_TEST(exits == 1);
  static_cast<void>(around.errors.claim());
}

// T-44 DEF-20 DEF-42: the last resort; every task is accounted for, and the destructor returns.
BOOST_AUTO_TEST_CASE(what_no_thread_can_run_is_dropped_and_reported) {
  surroundings around;
  int gone = 0;
  around.threads.allow(0);
  {
    cadre::pool pool(around.options({0, 0}));
    for (int i = 0; i < 3; ++i) pool.submit([end = probe([&gone] { ++gone; })] {});
    pool.quit();
    BOOST_TEST(pool.statistics().dropped == 3U);
    BOOST_TEST(gone == 3);
  }
  BOOST_TEST(around.errors.claim("task_dropped") == 3U);
  static_cast<void>(around.errors.claim(no_thread_text));
}

BOOST_AUTO_TEST_SUITE_END()
