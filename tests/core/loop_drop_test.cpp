// loop_drop_test.cpp - proves what cadre/loop_worker.hpp promises of a loop that is destroyed with work pending.

#include <atomic>
#include <boost/test/unit_test.hpp>
#include <cadre/call_in_thread.hpp>
#include <cadre/loop_worker.hpp>
#include <chrono>
#include <memory>
#include <optional>

#include "gate.hpp"
#include "loop_fixture.hpp"
#include "probe.hpp"

using cadre_test::accepts;
using cadre_test::gate;
using cadre_test::loop_surroundings;
using cadre_test::probe;
using cadre_test::tally;
using std::chrono::seconds;

BOOST_AUTO_TEST_SUITE(loop_drop)

// R-10 R-23: calls, times, and the pool's tasks: each is destroyed, and reported once.
BOOST_AUTO_TEST_CASE(a_loop_destroyed_with_work_pending_drops_it) {
  loop_surroundings around;
  std::atomic<int> runs = 0;
  std::atomic<int> gone = 0;
  std::atomic<int> refused = 0;
  {
    cadre::loop_worker loop(around.options());
    const auto work = [&] {
      return [&runs, end = probe([&] {
                       ++gone;
                       if (!accepts(loop)) ++refused;
                     })] { ++runs; };
    };
    for (int i = 0; i < 3; ++i) loop.submit(work());
    for (int i = 0; i < 2; ++i) loop.submit_at(loop.now() + seconds(i), work());
    for (int i = 0; i < 4; ++i) cadre::call_in_thread(loop, work());
  }
  BOOST_TEST(runs == 0);
  BOOST_TEST(gone == 9);
  BOOST_TEST(refused == 9);
  BOOST_TEST(around.errors.claim("task_dropped") == 9U);
  BOOST_TEST(around.threads.calls() == 0U);
}

// The pool's waiting tasks are dropped, the running one is waited for.
BOOST_AUTO_TEST_CASE(a_loop_destroyed_with_its_pool_at_work_waits_for_it) {
  loop_surroundings around;
  std::atomic<int> ended = 0;
  gate begun;
  tally dropped;
  std::optional<cadre::loop_worker> loop(std::in_place, around.options());
  loop->suggest_pool_size(1);
  loop->poll();
  cadre::call_in_thread(*loop, [&] {
    begun.open();
    if (dropped.reached(3)) ++ended;
  });
  BOOST_REQUIRE(begun.passed());
  for (int i = 0; i < 3; ++i)
    cadre::call_in_thread(*loop, [&ended, end = probe([&dropped] { dropped.add(); })] { ended += 10; });
  loop.reset();
  BOOST_TEST(ended == 1);
  BOOST_TEST(around.errors.claim("task_dropped") == 3U);
  BOOST_TEST(around.threads.live() == 0U);
}

// On a thread of the pool it cannot wait for that thread.
BOOST_AUTO_TEST_CASE(a_task_of_the_default_pool_may_destroy_the_loop) {
  loop_surroundings around;
  gate go;
  gate gone;
  auto loop = std::make_unique<cadre::loop_worker>(around.options());
  loop->suggest_pool_size(1);
  loop->poll();
  cadre::call_in_thread(*loop, [&] {
    static_cast<void>(go.passed());
    loop.reset();
    gone.open();
  });
  cadre::call_in_thread(*loop, [] {});
  go.open();
  BOOST_TEST(gone.passed());
  BOOST_TEST(around.threads.down_to(0));
  BOOST_TEST(around.errors.claim("task_dropped") == 1U);
}

BOOST_AUTO_TEST_SUITE_END()
