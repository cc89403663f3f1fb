// limits_test.cpp - limits change while tasks come and go.

#include <boost/test/unit_test.hpp>

#include "pool_scenario.hpp"

namespace {

using cadre::pool;
using cadre::team_statistics;
using schedule::event;
using schedule::expect;
using schedule::explore_pool;
using schedule::rig;
using schedule::thread;

void await_threads(const pool& p, std::size_t count) {
  p.wait([count](const team_statistics& now) { return now.workers() == count; });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(limits)

// DEF-18: what waits while nobody may run it is run as soon as somebody may.
BOOST_AUTO_TEST_CASE(submit_while_the_maximum_is_raised) {
  explore_pool({.preemptions = 3, .deviations = 3}, {.at_once = 1, .limits = {0, 0}}, [](rig& tasks, pool& p) {
    thread other("other", [&] { p.set_limits({0, 1}); });
    event& ran = tasks.make_event();
    tasks.submit(p, [&] { ran.set(); });
    ran.wait();
    other.join();
  });
}

BOOST_AUTO_TEST_CASE(blocked_task_while_the_maximum_is_raised) {
  explore_pool({.preemptions = 2, .deviations = 3}, {.at_once = 2, .limits = {0, 1}}, [](rig& tasks, pool& p) {
    event& done = tasks.make_event();
    tasks.submit(p, [&] { done.wait(); });
    thread other("other", [&] { p.set_limits({0, 2}); });
    tasks.submit(p, [&] { done.set(); });
    other.join();
  });
}

BOOST_AUTO_TEST_CASE(submit_while_the_maximum_is_lowered) {
  explore_pool({}, {.at_once = 2, .limits = {2, 2}}, [](rig& tasks, pool& p) {
    thread other("other", [&] { p.set_limits({0, 1}); });
    tasks.submit(p);
    tasks.submit(p);
    other.join();
    await_threads(p, 1);
    tasks.allow(1);
    tasks.submit(p);
    p.join_surplus();
  });
}

// Lowered to nothing: the tasks that wait stay, until there is room again.
BOOST_AUTO_TEST_CASE(no_room_and_room_again) {
  explore_pool(
      {.preemptions = 2, .deviations = 3}, {.at_once = 1, .limits = {0, 1}},
      [](rig& tasks, pool& p) {
        tasks.submit(p);
        tasks.submit(p);
        p.set_limits({0, 0});
        await_threads(p, 0);
        p.set_limits({0, 1});
        p.wait_idle();
        expect(tasks.all_ended(), "idle before its tasks have ended");
        tasks.expect_books(p);
      },
      &rig::expect_fifo);
}

// A worker leaves after its task, though more tasks wait (DEF-16); one stays for those.
BOOST_AUTO_TEST_CASE(shrink_while_a_worker_runs_dry) {
  explore_pool({}, {.at_once = 2, .limits = {0, 2}}, [](rig& tasks, pool& p) {
    tasks.submit(p);
    tasks.submit(p);
    p.shrink(2);
    await_threads(p, 0);
    expect(tasks.all_ended(), "the last worker has left a task behind");
    tasks.submit(p);
  });
}

// DEF-16: nobody becomes idle, since more tasks wait, and each blocks the worker that takes it.
BOOST_AUTO_TEST_CASE(surplus_leaves_between_two_tasks) {
  explore_pool({.preemptions = 2, .deviations = 2}, {.at_once = 2, .limits = {0, 2}}, [](rig& tasks, pool& p) {
    event& both = tasks.make_event();
    event& go = tasks.make_event();
    tasks.submit(p, [&] { go.wait(); });
    tasks.submit(p, [&] {
      both.set();
      go.wait();
    });
    both.wait();
    event& left = tasks.make_event();
    tasks.submit(p, [&] { left.wait(); });
    tasks.submit(p, [&] { left.wait(); });
    p.set_limits({0, 1});
    go.set();
    await_threads(p, 1);
    left.set();
  });
}

BOOST_AUTO_TEST_CASE(surplus_is_joined_while_a_thread_is_created) {
  explore_pool(
      {.preemptions = 2, .deviations = 3}, {.at_once = 1, .limits = {0, 1}},
      [](rig& tasks, pool& p) {
        thread other("other", [&] { tasks.submit(p); });
        p.set_limits({0, 0});
        p.join_surplus();
        other.join();
      },
      [](const rig& tasks) { expect(tasks.dropped() == 0, "a task was dropped"); });
}

BOOST_AUTO_TEST_CASE(grow_while_a_task_is_submitted) {
  explore_pool({.preemptions = 2, .deviations = 2}, {.at_once = 2, .limits = {0, 2}}, [](rig& tasks, pool& p) {
    thread other("other", [&] {
      p.grow(2);
      const team_statistics now = p.statistics();
      expect(now.workers() == 2, "grow was not exact");
    });
    tasks.submit(p);
    other.join();
  });
}

BOOST_AUTO_TEST_SUITE_END()
