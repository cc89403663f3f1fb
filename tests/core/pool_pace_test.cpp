// pool_pace_test.cpp - proves what cadre/pool.hpp promises of idle time-outs, of the rate of creation, and of attempts
// that are put off; all on a clock that stands still until the test moves it (P-10).

#include <boost/test/unit_test.hpp>
#include <cadre/pool.hpp>
#include <chrono>
#include <stdexcept>
#include <thread>

#include "gate.hpp"
#include "pool_fixture.hpp"

using cadre::testing::counted_threads;
using cadre_test::open_at_end;
using cadre_test::present;
using cadre_test::stall;
using cadre_test::surroundings;
using cadre_test::timed;
using namespace std::chrono_literals;

namespace {

/// Waits until a call is due by then: so the thread that is to leave by it sleeps. It may be due in the past, when time
/// was moved while the thread was asking for it.
bool next_is_due(const timed& around, cadre::clock::duration since_start) {
  const auto end = std::chrono::steady_clock::now() + cadre_test::patience;
  while (around.time->next().value_or(cadre::clock::time_point::max()) > cadre::clock::time_point(since_start)) {
    if (std::chrono::steady_clock::now() > end) return false;
    std::this_thread::yield();
  }
  return true;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(pool_pace)

// DEF-40 P-10
BOOST_AUTO_TEST_CASE(idle_threads_above_the_minimum_leave_after_the_time_out) {
  const timed around;
  auto options = around.options({1, 4});
  options.idle_timeout = 10s;
  cadre::pool pool(std::move(options));
  pool.grow(3);
  BOOST_TEST(pool.statistics().idle == 4U);
  around.time->advance(9s);
  BOOST_TEST(pool.statistics().idle == 4U);
  around.time->advance(1s);
  BOOST_TEST(pool.statistics().idle == 1U);
  around.time->advance(1h);
  BOOST_TEST(pool.statistics().idle == 1U);
  BOOST_TEST(around.threads.down_to(1));
}

// DEF-40: one that had a task meanwhile begins anew; the one that has idled longest leaves first.
BOOST_AUTO_TEST_CASE(a_task_starts_the_time_anew) {
  const timed around;
  auto options = around.options({0, 2});
  options.idle_timeout = 10s;
  cadre::pool pool(std::move(options));
  pool.grow(2);
  around.time->advance(6s);
  pool.submit([] {});
  pool.wait_idle();
  BOOST_REQUIRE(next_is_due(around, 10s));
  around.time->advance(6s);
  BOOST_TEST(pool.statistics().idle == 1U);
  BOOST_REQUIRE(next_is_due(around, 16s));
  around.time->advance(4s);
  BOOST_TEST(pool.statistics().idle == 0U);
  BOOST_TEST(around.threads.down_to(0));
  pool.submit([] {});
  pool.wait_idle();
  BOOST_TEST(around.threads.calls() == 3U);
}

BOOST_AUTO_TEST_CASE(without_a_time_out_nobody_leaves_and_no_call_waits) {
  const timed around;
  cadre::pool pool(around.options({0, 3}));
  pool.grow(3);
  BOOST_TEST(around.time->pending() == 0U);
  around.time->advance(1000h);
  BOOST_TEST(pool.statistics().idle == 3U);
}

BOOST_AUTO_TEST_CASE(threads_are_created_no_faster_than_allowed) {
  const timed around;
  stall block;
  auto options = around.options({0, 4});
  options.creation_interval = 1s;
  cadre::pool pool(std::move(options));
  const open_at_end release(block.go);
  for (int i = 0; i < 4; ++i) pool.submit(block.task());
  // The first one is there because a pool without any thread could not accept; from the second one on it is the rate.
  for (std::size_t now = 2; now < 4; ++now) {
    // Whoever has begun is done with the clock: one that is just asking it would ask for a time gone by.
    BOOST_REQUIRE(block.begun.reached(now));
    BOOST_TEST(around.threads.calls() == now);
    around.time->advance(1s);
  }
  BOOST_TEST(block.begun.reached(4));
}

// What is asked for outright is not put off.
BOOST_AUTO_TEST_CASE(growing_on_request_is_not_limited) {
  const timed around;
  auto options = around.options({2, 8});
  options.creation_interval = 1h;
  cadre::pool pool(std::move(options));
  BOOST_TEST(pool.statistics().idle == 2U);
  pool.grow(3);
  BOOST_TEST(pool.statistics().idle == 5U);
  pool.set_limits({8, 8});
  BOOST_TEST(pool.statistics().idle == 8U);
}

// DEF-01: a task waits with a thread there; attempts are made after 10, 20, 40 ms; one report for the series.
BOOST_AUTO_TEST_CASE(creation_is_tried_again_after_a_while) {
  timed around;
  stall block;
  around.threads.allow(1);
  cadre::pool pool(around.options({0, 2}));
  const open_at_end release(block.go);
  pool.submit(block.task());
  BOOST_REQUIRE(block.begun.reached(1));
  pool.submit(block.task());
  BOOST_TEST(around.threads.calls() == 2U);
  around.time->advance(9ms);
  pool.submit(block.task());
  BOOST_TEST(around.threads.calls() == 2U);
  around.time->advance(1ms);
  BOOST_TEST(around.threads.calls() == 3U);
  around.time->advance(19ms);
  BOOST_TEST(around.threads.calls() == 3U);
  around.time->advance(1ms);
  BOOST_TEST(around.threads.calls() == 4U);
  BOOST_TEST(around.errors.claim("exception no thread to be had") == 1U);
  around.threads.allow(counted_threads::any_number);
  around.time->advance(40ms);
  BOOST_TEST(around.threads.calls() == 5U);
  BOOST_TEST(block.begun.reached(2));
}

// DEF-01: the wait grows to a second and no further, and a success ends it.
BOOST_AUTO_TEST_CASE(the_wait_between_attempts_is_bounded) {
  timed around;
  around.threads.allow(0);
  cadre::pool pool(around.options({0, 4}));
  BOOST_CHECK_THROW(pool.set_limits({1, 4}), cadre::testing::no_thread);
  std::size_t calls = around.threads.calls();
  around.time->advance(10s);
  BOOST_TEST(around.threads.calls() > calls + 9U);
  calls = around.threads.calls();
  around.time->advance(10s);
  BOOST_TEST(around.threads.calls() == calls + 10U);
  around.threads.allow(1);
  around.time->advance(1s);
  BOOST_TEST(present(pool.statistics()) == 1U);
  BOOST_TEST(around.errors.unclaimed() == 0U);
}

// DEF-01: after a success the next series begins at its beginning, and is reported.
BOOST_AUTO_TEST_CASE(a_success_ends_the_series_of_failures) {
  timed around;
  stall block;
  around.threads.allow(1);
  cadre::pool pool(around.options({0, 3}));
  const open_at_end release(block.go);
  for (int i = 0; i < 2; ++i) pool.submit(block.task());
  BOOST_REQUIRE(block.begun.reached(1));
  around.time->advance(10ms);
  BOOST_TEST(around.threads.calls() == 3U);
  around.threads.allow(1);
  around.time->advance(20ms);
  BOOST_REQUIRE(block.begun.reached(2));
  pool.submit(block.task());
  const std::size_t calls = around.threads.calls();
  around.time->advance(10ms);
  BOOST_TEST(around.threads.calls() == calls + 1U);
  BOOST_TEST(around.errors.claim("exception no thread to be had") == 2U);
}

BOOST_AUTO_TEST_CASE(negative_times_are_refused) {
  const surroundings around;
  auto options = around.options({0, 1});
  options.idle_timeout = -1s;
  BOOST_CHECK_THROW(cadre::pool{options}, std::invalid_argument);
  options.idle_timeout = 0s;
  options.creation_interval = -1s;
  BOOST_CHECK_THROW(cadre::pool{options}, std::invalid_argument);
}

BOOST_AUTO_TEST_SUITE_END()
