// limits_test.cpp - limits change while tasks come and go.

#include <boost/test/unit_test.hpp>

#include "explore.hpp"
#include "rig.hpp"

namespace {

using cadre::pool;
using cadre::team_statistics;
using schedule::event;
using schedule::expect;
using schedule::explore;
using schedule::rig;
using schedule::thread;

void await_threads(const pool& p, std::size_t count) {
  p.wait([count](const team_statistics& now) { return now.idle + now.busy + now.starting == count; });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(limits)

// DEF-18: what waits while nobody may run it is run as soon as somebody may.
BOOST_AUTO_TEST_CASE(submit_while_the_maximum_is_raised) {
  explore({.preemptions = 3, .deviations = 3}, [] {
    rig tasks(1);
    {
      pool p(tasks.options({0, 0}));
      thread other("other", [&] { p.set_limits({0, 1}); });
      event ran;
      tasks.submit(p, [&] { ran.set(); });
      ran.wait();
      other.join();
    }
    tasks.expect_settled();
  });
}

BOOST_AUTO_TEST_CASE(blocked_task_while_the_maximum_is_raised) {
  explore({.preemptions = 2, .deviations = 3}, [] {
    rig tasks(2);
    {
      pool p(tasks.options({0, 1}));
      event done;
      tasks.submit(p, [&] { done.wait(); });
      thread other("other", [&] { p.set_limits({0, 2}); });
      tasks.submit(p, [&] { done.set(); });
      other.join();
    }
    tasks.expect_settled();
  });
}

BOOST_AUTO_TEST_CASE(submit_while_the_maximum_is_lowered) {
  explore({}, [] {
    rig tasks(2);
    {
      pool p(tasks.options({2, 2}));
      thread other("other", [&] { p.set_limits({0, 1}); });
      tasks.submit(p);
      tasks.submit(p);
      other.join();
      await_threads(p, 1);
      tasks.allow(1);
      tasks.submit(p);
      p.join_surplus();
    }
    tasks.expect_settled();
  });
}

// Lowered to nothing: the tasks that wait stay, until there is room again.
BOOST_AUTO_TEST_CASE(no_room_and_room_again) {
  explore({.preemptions = 2, .deviations = 3}, [] {
    rig tasks(1);
    {
      pool p(tasks.options({0, 1}));
      tasks.submit(p);
      tasks.submit(p);
      p.set_limits({0, 0});
      await_threads(p, 0);
      p.set_limits({0, 1});
      p.wait_idle();
      expect(tasks.all_ended(), "idle before its tasks have ended");
      tasks.expect_books(p);
    }
    tasks.expect_fifo();
    tasks.expect_settled();
  });
}

// A worker leaves after its task, though more tasks wait (DEF-16); one stays for those.
BOOST_AUTO_TEST_CASE(shrink_while_a_worker_runs_dry) {
  explore({}, [] {
    rig tasks(2);
    {
      pool p(tasks.options({0, 2}));
      tasks.submit(p);
      tasks.submit(p);
      p.shrink(2);
      await_threads(p, 0);
      expect(tasks.all_ended(), "the last worker has left a task behind");
      tasks.submit(p);
    }
    tasks.expect_settled();
  });
}

// DEF-16: nobody becomes idle, since more tasks wait, and each blocks the worker that takes it.
BOOST_AUTO_TEST_CASE(surplus_leaves_between_two_tasks) {
  explore({.preemptions = 2, .deviations = 2}, [] {
    rig tasks(2);
    {
      pool p(tasks.options({0, 2}));
      event both;
      event go;
      tasks.submit(p, [&] { go.wait(); });
      tasks.submit(p, [&] {
        both.set();
        go.wait();
      });
      both.wait();
      event left;
      tasks.submit(p, [&] { left.wait(); });
      tasks.submit(p, [&] { left.wait(); });
      p.set_limits({0, 1});
      go.set();
      await_threads(p, 1);
      left.set();
    }
    tasks.expect_settled();
  });
}

BOOST_AUTO_TEST_CASE(surplus_is_joined_while_a_thread_is_created) {
  explore({.preemptions = 2, .deviations = 3}, [] {
    rig tasks(1);
    {
      pool p(tasks.options({0, 1}));
      thread other("other", [&] { tasks.submit(p); });
      p.set_limits({0, 0});
      p.join_surplus();
      other.join();
    }
    tasks.expect_settled();
    expect(tasks.dropped() == 0, "a task was dropped");
  });
}

BOOST_AUTO_TEST_CASE(grow_while_a_task_is_submitted) {
  explore({.preemptions = 2, .deviations = 2}, [] {
    rig tasks(2);
    {
      pool p(tasks.options({0, 2}));
      thread other("other", [&] {
        p.grow(2);
        const team_statistics now = p.statistics();
        expect(now.idle + now.busy + now.starting == 2, "grow was not exact");
      });
      tasks.submit(p);
      other.join();
    }
    tasks.expect_settled();
  });
}

BOOST_AUTO_TEST_SUITE_END()
