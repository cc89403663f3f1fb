// blocking_call_test.cpp - proves what cadre/blocking_call.hpp promises: an answer, or an end, for whoever waits.

#include <pthread.h>

#include <boost/test/unit_test.hpp>
#include <boost/thread/future.hpp>
#include <cadre/blocking_call.hpp>
#include <cadre/loop_worker.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <system_error>
#include <thread>
#include <type_traits>

#include "gate.hpp"
#include "loop_fixture.hpp"
#include "probe.hpp"
#include "starters.hpp"

using cadre_test::deliberate;
using cadre_test::driver;
using cadre_test::gate;
using cadre_test::loop_surroundings;
using cadre_test::patience;
using cadre_test::probe;
using cadre_test::tally;
using std::chrono::milliseconds;

BOOST_AUTO_TEST_SUITE(blocking_call)

using cadre::blocking_call;

// on the loop's thread, with arguments; the caller waits for the value, whatever it is.
BOOST_AUTO_TEST_CASE(it_returns_what_the_function_returned) {
  const loop_surroundings around;
  std::thread::id there;
  int target = 3;
  cadre::loop_worker loop(around.options());
  const driver runs(loop);
  const auto text = blocking_call(
      loop, patience,
      [&there](std::string a, std::unique_ptr<int> b) {
        there = std::this_thread::get_id();
        return a + std::to_string(*b);
      },
      "n = ", std::make_unique<int>(7));
  BOOST_TEST(text == "n = 7");
  BOOST_TEST((there == runs.id()));
  BOOST_TEST(*blocking_call(loop, patience, [] { return std::make_unique<int>(5); }) == 5);
  BOOST_TEST(&blocking_call(loop, patience, [&target]() -> int& { return target; }) == &target);
  blocking_call(loop, patience, [&target] { target = 4; });
  BOOST_TEST(target == 4);
}

// X-74 R-26: a result that is there already.
BOOST_AUTO_TEST_CASE(a_future_that_is_ready_is_awaited) {
  const loop_surroundings around;
  cadre::loop_worker loop(around.options());
  const driver runs(loop);
  BOOST_TEST(blocking_call(loop, patience, [] { return boost::make_ready_future(42); }) == 42);
  static_assert(
      std::is_same_v<decltype(blocking_call(loop, patience, [] { return boost::make_ready_future(42); })), int>);
}

// X-75 R-26: one that comes later, and the loop goes on meanwhile, for else it would never come.
BOOST_AUTO_TEST_CASE(a_future_that_is_not_ready_is_awaited) {
  const loop_surroundings around;
  boost::promise<std::string> later;
  boost::promise<void> done;
  cadre::loop_worker loop(around.options());
  const driver runs(loop);
  BOOST_TEST(blocking_call(loop, patience, [&] {
               loop.submit([&] { later.set_value("later"); });
               return later.get_future();
             }) == "later");
  blocking_call(loop, patience, [&] {
    loop.submit([&] { done.set_value(); });
    return done.get_future();
  });
}

// X-76 R-26: with its type and text. A future's error comes as Boost keeps it.
BOOST_AUTO_TEST_CASE(an_error_is_thrown_to_the_caller) {
  const loop_surroundings around;
  cadre::loop_worker loop(around.options());
  const driver runs(loop);
  BOOST_CHECK_EXCEPTION(blocking_call(loop, patience, []() -> int { throw deliberate("on the loop"); }), deliberate,
                        [](const deliberate& error) { return error.what() == std::string("on the loop"); });
  BOOST_CHECK_THROW(blocking_call(loop, patience, [] { throw 7; }), int);
  const auto failed = [] { return boost::make_exceptional_future<int>(std::runtime_error("ready")); };
  BOOST_CHECK_THROW(blocking_call(loop, patience, failed), std::runtime_error);
}

// X-77 R-26
BOOST_AUTO_TEST_CASE(an_error_that_comes_later_is_thrown_to_the_caller) {
  const loop_surroundings around;
  boost::promise<int> later;
  cadre::loop_worker loop(around.options());
  const driver runs(loop);
  BOOST_CHECK_THROW(blocking_call(loop, patience,
                                  [&] {
                                    loop.submit([&] { later.set_exception(std::runtime_error("later")); });
                                    return later.get_future();
                                  }),
                    std::runtime_error);
}

BOOST_AUTO_TEST_CASE(a_future_of_nothing_is_an_error) {
  const loop_surroundings around;
  cadre::loop_worker loop(around.options());
  const driver runs(loop);
  BOOST_CHECK_THROW(blocking_call(loop, patience, [] { return boost::future<int>(); }), boost::future_uninitialized);
}

// M-08: the function is gone, on the loop's thread, before the caller goes on; also if it failed.
BOOST_AUTO_TEST_CASE(the_function_is_destroyed_first) {
  const loop_surroundings around;
  int gone = 0;
  cadre::loop_worker loop(around.options());
  const driver runs(loop);
  blocking_call(loop, patience, [end = probe([&gone] { ++gone; })] {});
  BOOST_TEST(gone == 1);
  BOOST_CHECK_THROW(blocking_call(loop, patience, [end = probe([&gone] { ++gone; })] { throw deliberate("call"); }),
                    deliberate);
  BOOST_TEST(gone == 2);
}

// C-15 R-27: on the loop's own thread, also from a loop inside of it: refused, before anything has changed.
BOOST_AUTO_TEST_CASE(on_the_loops_own_thread_it_is_refused) {
  const loop_surroundings around;
  int refused = 0;
  int runs = 0;
  cadre::loop_worker loop(around.options());
  cadre::loop_worker inner(around.options());
  const auto attempt = [&] {
    try {
      blocking_call(loop, patience, [&runs] { ++runs; });
    } catch (const std::system_error& error) {
      if (error.code() == std::errc::resource_deadlock_would_occur) ++refused;
    }
  };
  loop.submit([&] {
    attempt();
    inner.submit(attempt);
    inner.poll();
  });
  BOOST_TEST(loop.poll() == 1U);
  BOOST_TEST(loop.poll() == 0U);
  BOOST_TEST(refused == 2);
  BOOST_TEST(runs == 0);
}

// C-14 C-17 R-27: a loop that nobody drives. The function never runs, not even when somebody does; then it is gone.
BOOST_AUTO_TEST_CASE(a_call_that_has_not_begun_in_time_is_cancelled) {
  const loop_surroundings around;
  int runs = 0;
  int gone = 0;
  cadre::loop_worker loop(around.options());
  BOOST_CHECK_THROW(blocking_call(loop, milliseconds(1), [&runs, end = probe([&gone] { ++gone; })] { ++runs; }),
                    cadre::timed_out);
  BOOST_TEST(gone == 0);
  loop.poll();
  BOOST_TEST(runs == 0);
  BOOST_TEST(gone == 1);
}

// A deadline in the past: nothing is submitted.
BOOST_AUTO_TEST_CASE(without_time_it_is_over_at_once) {
  const loop_surroundings around;
  int gone = 0;
  cadre::loop_worker loop(around.options());
  for (const auto none : {cadre::clock::duration(0), cadre::clock::duration(-1), cadre::clock::duration::min()})
    BOOST_CHECK_THROW(blocking_call(loop, none, [end = probe([&gone] { ++gone; })] {}), cadre::timed_out);
  BOOST_TEST(gone == 3);
  BOOST_TEST(loop.poll() == 0U);
}

// More time than the clock can tell is no error.
BOOST_AUTO_TEST_CASE(any_time_will_do) {
  const loop_surroundings around;
  cadre::loop_worker loop(around.options());
  const driver runs(loop);
  BOOST_TEST(blocking_call(loop, cadre::clock::duration::max(), [] { return 1; }) == 1);
}

// C-14: what runs when the time is over runs to its end, and what it throws is not lost. To have it begun by then, the
// time is doubled until it is.
BOOST_AUTO_TEST_CASE(a_call_that_runs_when_its_time_is_over_ends_by_itself) {
  loop_surroundings around;
  tally ended;
  bool begun = false;
  cadre::loop_worker loop(around.options());
  {
    const driver runs(loop);
    for (auto within = milliseconds(1); !begun && within < patience; within *= 2) {
      gate over;
      gate left;
      const auto work = [&] {
        const bool waited = over.passed();
        ended.add();
        if (!waited) return;
        throw deliberate("too late");
      };
      BOOST_CHECK_THROW(blocking_call(loop, within, work), cadre::timed_out);
      over.open();
      loop.submit([&left] { left.open(); });
      BOOST_REQUIRE(left.passed());
      begun = ended.count() > 0;
    }
  }
  BOOST_TEST(begun);
  BOOST_TEST(ended.count() == 1U);
  BOOST_TEST(around.errors.claim("deliberate too late") == 1U);
}

BOOST_AUTO_TEST_CASE(an_empty_function_is_refused_at_once) {
  const loop_surroundings around;
  cadre::loop_worker loop(around.options());
  BOOST_CHECK_THROW(blocking_call(loop, patience, std::function<void()>()), std::invalid_argument);
  BOOST_TEST(loop.poll() == 0U);
}

// M-20: a function that ends the loop's thread by force cannot answer any more.
BOOST_AUTO_TEST_CASE(a_function_that_ends_its_thread_is_no_answer) {
  const loop_surroundings around;
  cadre::loop_worker loop(around.options());
  cadre_test::posix_threads threads;
  threads.starter()([&loop] { loop.run(); });
  BOOST_CHECK_THROW(blocking_call(loop, patience, [] { pthread_exit(nullptr); }), cadre::task_dropped);
  threads.join();
}

BOOST_AUTO_TEST_SUITE_END()
