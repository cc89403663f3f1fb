// loop_time_test.cpp - proves what cadre/loop_worker.hpp promises of times: submit_at and run_for, on a clock that the
// test moves, on one that moves at the wrong moment, and on the system's.

#include <boost/test/unit_test.hpp>
#include <cadre/loop_worker.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "gate.hpp"
#include "loop_fixture.hpp"

using cadre_test::driver;
using cadre_test::gate;
using std::chrono::seconds;
using surroundings = cadre_test::timed_loop_surroundings;
using words = std::vector<std::string>;

namespace {

/// Passes the time that it is told just before it would take note of it, and never calls.
class hasty_clock final : public cadre::clock {
 public:
  [[nodiscard]] time_point now() const override { return now_; }
  void call_at(time_point when, cadre::task /*what*/) override { now_ = when; }

 private:
  time_point now_{};
};

/// Cannot be told anything.
class deaf_clock final : public cadre::clock {
 public:
  [[nodiscard]] time_point now() const override { return {}; }
  void call_at(time_point /*when*/, cadre::task /*what*/) override { throw cadre_test::deliberate("clock"); }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(loop_time)

// In the order of time; those of the same time in the order of the calls; none too early.
BOOST_AUTO_TEST_CASE(times_come_in_order) {
  const surroundings around;
  words order;
  cadre::loop_worker loop(around.options());
  const auto start = loop.now();
  const auto at = [&](int second, const char* name) {
    loop.submit_at(start + seconds(second), [&order, name] { order.emplace_back(name); });
  };
  at(2, "two");
  at(1, "one");
  at(2, "two again");
  at(-5, "past");
  BOOST_TEST(loop.poll() == 1U);
  BOOST_TEST(loop.poll() == 0U);
  around.time->advance(seconds(2));
  BOOST_TEST(loop.poll() == 3U);
  BOOST_TEST(order == (words{"past", "one", "two", "two again"}), boost::test_tools::per_element());
}

// neither starves the other: a time that asks for the next one at once leaves room for calls.
BOOST_AUTO_TEST_CASE(times_that_are_due_at_once_take_turns_with_calls) {
  const surroundings around;
  words order;
  cadre::loop_worker loop(around.options());
  loop.submit_at(loop.now(), [&] {
    order.emplace_back("time");
    loop.submit([&order] { order.emplace_back("call"); });
    loop.submit_at(loop.now(), [&order] { order.emplace_back("next time"); });
  });
  BOOST_TEST(loop.poll() == 1U);
  BOOST_TEST(loop.poll() == 2U);
  BOOST_TEST(order == (words{"time", "call", "next time"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(an_empty_task_is_refused_for_later_too) {
  const surroundings around;
  cadre::loop_worker loop(around.options());
  BOOST_CHECK_THROW(loop.submit_at(loop.now(), cadre::task()), std::invalid_argument);
  BOOST_TEST(loop.poll() == 0U);
}

// From another thread, to a loop that sleeps.
BOOST_AUTO_TEST_CASE(a_time_wakes_the_loop) {
  const surroundings around;
  gate ran;
  cadre::loop_worker loop(around.options());
  const driver runs(loop);
  loop.submit_at(loop.now() + seconds(3600), [&ran] { ran.open(); });
  BOOST_TEST(around.pass(seconds(1800), ran));
}

// An earlier one comes while the loop sleeps for a later one.
BOOST_AUTO_TEST_CASE(an_earlier_time_is_not_missed) {
  surroundings around;
  gate ran;
  cadre::loop_worker loop(around.options());
  {
    const driver runs(loop);
    loop.submit_at(loop.now() + seconds(3600), [] {});
    BOOST_TEST_REQUIRE(cadre_test::eventually([&] { return around.time->pending() == 1; }));
    loop.submit_at(loop.now() + seconds(1), [&ran] { ran.open(); });
    BOOST_TEST_REQUIRE(cadre_test::eventually([&] { return around.time->pending() == 2; }));
    around.time->advance(seconds(1));
    BOOST_TEST(ran.passed());
  }
  BOOST_TEST(around.errors.claim("task_dropped") == 1U);
}

// The clock passes the time between the loop's look at it and its request to be woken: nobody rings any more.
BOOST_AUTO_TEST_CASE(a_time_that_passes_meanwhile_is_not_missed) {
  cadre::loop_worker loop({.time = std::make_shared<hasty_clock>()});
  int runs = 0;
  loop.submit_at(loop.now() + seconds(1), [&] {
    ++runs;
    loop.stop();
  });
  BOOST_TEST(loop.run() == 1U);
  BOOST_TEST(runs == 1);
}

// A clock that fails is reported, and calls are served all the same.
BOOST_AUTO_TEST_CASE(a_clock_that_fails_is_reported) {
  cadre_test::recorded_errors errors;
  gate asleep;
  {
    cadre::loop_worker loop({.errors = errors.sink(), .time = std::make_shared<deaf_clock>()});
    loop.submit_at(loop.now() + seconds(1), [] {});
    const driver runs(loop);
    BOOST_TEST(cadre_test::eventually([&] { return errors.unclaimed() > 0; }));
    loop.submit([&asleep] { asleep.open(); });
    BOOST_TEST(asleep.passed());
  }
  BOOST_TEST(errors.claim("deliberate clock") > 0U);
  BOOST_TEST(errors.claim("task_dropped") == 1U);
}

BOOST_AUTO_TEST_CASE(without_a_clock_the_systems_time_holds) {
  cadre::loop_worker loop;
  const auto when = loop.now() + std::chrono::milliseconds(20);
  bool in_time = false;
  loop.submit_at(when, [&] {
    in_time = loop.now() >= when;
    loop.stop();
  });
  BOOST_TEST(loop.run() == 1U);
  BOOST_TEST(in_time);
}

BOOST_AUTO_TEST_CASE(run_for_ends_in_time) {
  const surroundings around;
  gate ended;
  std::size_t ran = 0;
  cadre::loop_worker loop(around.options());
  loop.submit([] {});
  loop.submit_at(loop.now() + seconds(10), [] {});
  std::thread runs([&] {
    ran = loop.run_for(seconds(10));
    ended.open();
  });
  BOOST_TEST(around.pass(seconds(5), ended));
  runs.join();
  BOOST_TEST(ran == 2U);
  BOOST_TEST(!loop.closed());
}

// Also where each turn brings the next one.
BOOST_AUTO_TEST_CASE(run_for_ends_though_there_is_always_work) {
  cadre::loop_worker loop;
  std::size_t runs = 0;
  std::function<void()> again = [&] {
    ++runs;
    loop.submit(again);
  };
  loop.submit(again);
  BOOST_TEST(loop.run_for(std::chrono::milliseconds(5)) == runs);
  BOOST_TEST(runs > 0U);
}

// A time of 0, and one in the past: one turn.
BOOST_AUTO_TEST_CASE(run_for_no_time_is_one_turn) {
  const surroundings around;
  int runs = 0;
  cadre::loop_worker loop(around.options());
  for (const auto none : {cadre::clock::duration(0), cadre::clock::duration(-5), cadre::clock::duration::min()}) {
    loop.submit([&] {
      ++runs;
      loop.submit([&runs] { ++runs; });
    });
    BOOST_TEST(loop.run_for(none) == 1U);
    BOOST_TEST(loop.run_for(none) == 1U);
  }
  BOOST_TEST(runs == 6);
}

// Longer than any clock tells: until stop.
BOOST_AUTO_TEST_CASE(run_for_ever_ends_with_stop) {
  const surroundings around;
  cadre::loop_worker loop(around.options());
  around.time->advance(seconds(1));
  loop.submit([&loop] { loop.stop(); });
  BOOST_TEST(loop.run_for(cadre::clock::duration::max()) == 1U);
}

BOOST_AUTO_TEST_SUITE_END()
