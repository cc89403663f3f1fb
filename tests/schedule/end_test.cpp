// end_test.cpp - how a pool comes to rest, and to its end.

#include <boost/test/unit_test.hpp>
#include <cadre/already_quit.hpp>
#include <memory>

#include "pool_scenario.hpp"

namespace {

using cadre::pool;
using cadre::team_statistics;
using schedule::event;
using schedule::expect;
using schedule::explore;
using schedule::explore_pool;
using schedule::rig;
using schedule::thread;

}  // namespace

BOOST_AUTO_TEST_SUITE(end)

BOOST_AUTO_TEST_CASE(submit_and_quit) {
  explore_pool(
      {.preemptions = 3, .deviations = 3}, {.at_once = 1, .limits = {0, 1}},
      [](rig& tasks, pool& p) {
        thread other("other", [&] { p.quit(); });
        tasks.submit(p);
        other.join();
        expect(!tasks.submit(p), "accepted after quit");
      },
      [](const rig& tasks) { expect(tasks.dropped() == 0, "a task was dropped"); });
}

BOOST_AUTO_TEST_CASE(drop_and_a_worker) {
  explore_pool(
      {}, {.at_once = 1, .limits = {0, 1}},
      [](rig& tasks, pool& p) {
        tasks.submit(p);
        tasks.submit(p);
        tasks.submit(p);
        const std::size_t dropped = p.drop_backlog();
        expect(dropped == tasks.dropped(), "drop_backlog returned another number than it reported");
        p.wait_idle();
        tasks.expect_books(p);
      },
      &rig::expect_fifo);
}

BOOST_AUTO_TEST_CASE(drop_twice) {
  explore_pool({}, {.at_once = 1, .limits = {0, 0}}, [](rig& tasks, pool& p) {
    tasks.submit(p);
    tasks.submit(p);
    thread other("other", [&] { p.drop_backlog(); });
    p.drop_backlog();
    other.join();
    expect(tasks.dropped() == 2, "two calls have not dropped all there was");
    p.wait_idle();
    tasks.expect_books(p);
  });
}

BOOST_AUTO_TEST_CASE(idle_after_the_last_task) {
  explore_pool({}, {.at_once = 1, .limits = {0, 1}}, [](rig& tasks, pool& p) {
    tasks.submit(p);
    tasks.submit(p);
    p.wait_idle();
    expect(tasks.all_ended(), "idle before its tasks have ended");
    tasks.expect_books(p);
  });
}

BOOST_AUTO_TEST_CASE(idle_with_two_workers) {
  explore_pool({}, {.at_once = 2, .limits = {2, 2}}, [](rig& tasks, pool& p) {
    tasks.submit(p);
    tasks.submit(p);
    p.wait_idle();
    expect(tasks.all_ended(), "idle before its tasks have ended");
    tasks.expect_books(p);
  });
}

BOOST_AUTO_TEST_CASE(quiescent_after_the_last_task) {
  explore_pool({}, {.at_once = 1, .limits = {0, 1}}, [](rig& tasks, pool& p) {
    tasks.submit(p);
    tasks.submit(p);
    p.wait_quiescent();
    expect(tasks.all_ended(), "quiescent before its tasks have ended");
    tasks.expect_books(p);
  });
}

BOOST_AUTO_TEST_CASE(quiescent_while_the_workers_leave) {
  explore_pool({}, {.at_once = 1, .limits = {1, 1}}, [](rig& tasks, pool& p) {
    tasks.submit(p);
    thread other("other", [&] { p.set_limits({0, 0}); });
    p.wait_quiescent();
    other.join();
    p.wait_quiescent();
    const team_statistics now = p.statistics();
    expect(now.busy == 0 && now.starting == 0, "quiescent while a worker has a task");
    expect(now.backlog == 0 || now.idle == 0, "quiescent while a task waits for an idle worker");
    p.set_limits({0, 1});
    p.wait_idle();
    tasks.expect_books(p);
  });
}

// No thread has it, and none could be had; but it runs.
BOOST_AUTO_TEST_CASE(quiescent_while_a_submitter_runs_a_task) {
  explore_pool({.preemptions = 2, .deviations = 3},
               {.at_once = 1, .limits = {0, 0}, .backlog = {.tasks = 1, .otherwise = cadre::when_full::run_in_caller}},
               [](rig& tasks, pool& p) {
                 tasks.submit(p);
                 event& begun = tasks.make_event();
                 thread other("other", [&] { tasks.submit(p, [&] { begun.set(); }); });
                 begun.wait();
                 p.wait_quiescent();
                 expect(tasks.jobs().back().ended, "quiescent while a task runs");
                 other.join();
                 p.set_limits({0, 1});
               });
}

BOOST_AUTO_TEST_CASE(two_wait_for_idle) {
  explore_pool({.preemptions = 2, .deviations = 3}, {.at_once = 1, .limits = {1, 1}}, [](rig& tasks, pool& p) {
    tasks.submit(p);
    thread other("other", [&] {
      p.wait_idle();
      expect(tasks.all_ended(), "idle before its tasks have ended");
    });
    p.wait_idle();
    expect(tasks.all_ended(), "idle before its tasks have ended");
    other.join();
  });
}

// The worker never runs out of tasks: it takes the next one without opening the books.
BOOST_AUTO_TEST_CASE(wait_for_the_first_of_two) {
  explore_pool({.preemptions = 3, .deviations = 3}, {.at_once = 1, .limits = {1, 1}}, [](rig& tasks, pool& p) {
    event& go = tasks.make_event();
    tasks.submit(p);
    tasks.submit(p, [&] { go.wait(); });
    p.wait([](const team_statistics& now) { return now.ran == 1; });
    expect(tasks.jobs().front().ended, "counted before its end");
    go.set();
  });
}

// Nobody is to be woken for the task: only who waits hears of it.
BOOST_AUTO_TEST_CASE(wait_for_a_task_that_waits) {
  explore_pool({.preemptions = 2, .deviations = 2}, {.at_once = 1, .limits = {1, 1}}, [](rig& tasks, pool& p) {
    event& go = tasks.make_event();
    tasks.submit(p, [&] { go.wait(); });
    thread other("other", [&] { tasks.submit(p); });
    p.wait([](const team_statistics& now) { return now.accepted == 2; });
    go.set();
    other.join();
  });
}

BOOST_AUTO_TEST_CASE(destroyed_while_busy) {
  explore_pool(
      {.preemptions = 2, .deviations = 3}, {.at_once = 2, .limits = {1, 2}},
      [](rig& tasks, pool& p) {
        tasks.submit(p);
        tasks.submit(p);
        tasks.submit(p);
      },
      [](const rig& tasks) { expect(tasks.dropped() == 0 && tasks.all_ended(), "a task was not run"); });
}

// DEF-20: what no worker was allowed to run is run at the end, by one that is created for it.
BOOST_AUTO_TEST_CASE(destroyed_with_tasks_that_nobody_may_run) {
  explore_pool(
      {.preemptions = 3, .deviations = 3}, {.at_once = 1, .limits = {0, 0}},
      [](rig& tasks, pool& p) {
        tasks.submit(p);
        tasks.submit(p);
      },
      [](const rig& tasks) {
        tasks.expect_fifo();
        expect(tasks.dropped() == 0, "a task was dropped");
      });
}

BOOST_AUTO_TEST_CASE(submit_from_a_task_at_the_end) {
  explore_pool(
      {}, {.at_once = 2, .limits = {0, 2}},
      [](rig& tasks, pool& p) {
        tasks.submit(p, [&] { tasks.submit(p); });
        p.quit();
      },
      [](const rig& tasks) { expect(tasks.dropped() == 0, "a task was dropped"); });
}

// A task owns its pool, and ends last: nobody joins, and nobody waits.
BOOST_AUTO_TEST_CASE(destroyed_by_its_own_task) {
  explore({}, [] {
    rig tasks(1);
    event gone;
    auto owned = std::make_unique<pool>(tasks.options({0, 1}));
    pool& p = *owned;
    event handed_over;
    tasks.submit(p, [&] {
      handed_over.wait();
      owned.reset();
      gone.set();
    });
    handed_over.set();
    gone.wait();
  });
}

BOOST_AUTO_TEST_SUITE_END()
