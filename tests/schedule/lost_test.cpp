// lost_test.cpp - threads that are ended by force, by one of their tasks.

#include <boost/test/unit_test.hpp>
#include <utility>

#include "forced_end.hpp"
#include "pool_scenario.hpp"

namespace {

using cadre::pool;
using cadre::team_statistics;
using schedule::expect;
using schedule::explore;
using schedule::explore_pool;
using schedule::rig;
using schedule::thread;

}  // namespace

BOOST_AUTO_TEST_SUITE(lost)

BOOST_AUTO_TEST_CASE(task_behind_a_lost_thread) {
  explore_pool(
      {}, {.at_once = 1, .limits = {0, 1}},
      [](rig& tasks, pool& p) {
        tasks.submit(p, [&] { tasks.lose_thread(); });
        tasks.submit(p);
        p.wait_idle();
        expect(tasks.all_ended(), "idle before its tasks have ended");
        tasks.expect_books(p);
      },
      &rig::expect_fifo);
}

// The minimum is a floor.
BOOST_AUTO_TEST_CASE(minimum_after_a_lost_thread) {
  explore_pool(
      {}, {.at_once = 2, .limits = {2, 2}},
      [](rig& tasks, pool& p) {
        tasks.submit(p, [&] { tasks.lose_thread(); });
        p.wait([](const team_statistics& now) { return now.failed == 1 && now.idle == 2; });
        tasks.submit(p);
      },
      [](const rig& tasks) { expect(tasks.started() == 3, "not one thread for the lost one"); });
}

// The lost thread creates the next one, and the pool is to join both.
BOOST_AUTO_TEST_CASE(destroyed_while_a_thread_is_lost) {
  explore_pool(
      {}, {.at_once = 1, .limits = {0, 1}},
      [](rig& tasks, pool& p) {
        tasks.submit(p, [&] { tasks.lose_thread(); });
        tasks.submit(p, [&] { tasks.lose_thread(); });
        tasks.submit(p);
      },
      [](const rig& tasks) {
        tasks.expect_fifo();
        expect(tasks.dropped() == 0, "a task was dropped");
      });
}

// Nobody is left, and nobody can be had: what waits is dropped at the end, and reported.
BOOST_AUTO_TEST_CASE(lost_and_not_replaced) {
  explore_pool({}, {.at_once = 1, .limits = {0, 1}}, [](rig& tasks, pool& p) {
    tasks.submit(p, [&] {
      tasks.deny_threads(1'000);
      tasks.lose_thread();
    });
    try {
      tasks.submit(p);
    } catch (const schedule::no_thread&) {  // the first one was lost already
    }
  });
}

// Its creator may not have told the books of it yet.
BOOST_AUTO_TEST_CASE(lost_in_the_start_hook) {
  explore({}, [] {
    rig tasks(1);
    {
      bool first = true;
      cadre::pool_options options = tasks.options({1, 1});
      options.hooks.start = [&first] {
        if (std::exchange(first, false)) schedule::end_by_force();
      };
      pool p(options);
      tasks.submit(p);
      p.wait_idle();
      tasks.expect_books(p);
    }
    tasks.expect_settled();
    expect(tasks.started() == 2, "not one thread for the lost one");
  });
}

BOOST_AUTO_TEST_SUITE_END()
