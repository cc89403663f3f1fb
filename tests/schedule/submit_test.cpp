// submit_test.cpp - a task that was accepted is run, whoever sleeps, comes or goes at that moment.

#include <boost/test/unit_test.hpp>

#include "pool_scenario.hpp"

namespace {

using cadre::pool;
using schedule::event;
using schedule::expect;
using schedule::explore_pool;
using schedule::rig;
using schedule::thread;

}  // namespace

BOOST_AUTO_TEST_SUITE(submit)

// DEF-19
BOOST_AUTO_TEST_CASE(one_submitter) {
  explore_pool(
      {.preemptions = 3, .deviations = 3}, {.at_once = 1, .limits = {0, 1}},
      [](rig& tasks, pool& p) {
        tasks.submit(p);
        tasks.submit(p);
      },
      &rig::expect_fifo);
}

BOOST_AUTO_TEST_CASE(to_a_worker_that_parks) {
  explore_pool(
      {.preemptions = 3, .deviations = 3}, {.at_once = 1, .limits = {1, 1}},
      [](rig& tasks, pool& p) {
        event& first = tasks.make_event();
        tasks.submit(p, [&] { first.set(); });
        first.wait();
        event& second = tasks.make_event();
        tasks.submit(p, [&] { second.set(); });
        second.wait();
      },
      &rig::expect_fifo);
}

BOOST_AUTO_TEST_CASE(to_a_worker_that_parks_on_one_processor) {
  schedule::pretend_processors(1);
  explore_pool({.preemptions = 3, .deviations = 3}, {.at_once = 1, .limits = {1, 1}}, [](rig& tasks, pool& p) {
    event& first = tasks.make_event();
    tasks.submit(p, [&] { first.set(); });
    first.wait();
    event& second = tasks.make_event();
    tasks.submit(p, [&] { second.set(); });
    second.wait();
  });
  schedule::pretend_processors(2);
}

BOOST_AUTO_TEST_CASE(two_submitters_one_worker) {
  explore_pool({}, {.at_once = 1, .limits = {0, 1}}, [](rig& tasks, pool& p) {
    thread other("other", [&] { tasks.submit(p); });
    tasks.submit(p);
    other.join();
    p.wait_idle();
    expect(tasks.started() == 1, "more threads than the limits allow");
  });
}

BOOST_AUTO_TEST_CASE(two_submitters) {
  explore_pool({.preemptions = 2, .deviations = 3}, {.at_once = 2, .limits = {0, 2}}, [](rig& tasks, pool& p) {
    thread other("other", [&] { tasks.submit(p); });
    tasks.submit(p);
    other.join();
  });
}

// Nothing waits behind a task that blocks, while capacity is left.
BOOST_AUTO_TEST_CASE(task_that_waits_for_the_next_one) {
  explore_pool({.preemptions = 2, .deviations = 3}, {.at_once = 2, .limits = {0, 2}}, [](rig& tasks, pool& p) {
    event& done = tasks.make_event();
    tasks.submit(p, [&] { done.wait(); });
    tasks.submit(p, [&] { done.set(); });
    done.wait();
  });
}

BOOST_AUTO_TEST_CASE(task_that_waits_for_the_next_one_with_sleepers) {
  explore_pool({.preemptions = 2, .deviations = 3}, {.at_once = 2, .limits = {2, 2}}, [](rig& tasks, pool& p) {
    event& done = tasks.make_event();
    tasks.submit(p, [&] { done.wait(); });
    tasks.submit(p, [&] { done.set(); });
    done.wait();
  });
}

// The submitter is another thread: so the worker that has found the first task must call the next worker itself.
BOOST_AUTO_TEST_CASE(task_that_waits_for_another_submitters) {
  explore_pool({.preemptions = 2, .deviations = 3}, {.at_once = 2, .limits = {1, 2}}, [](rig& tasks, pool& p) {
    event& done = tasks.make_event();
    thread other("other", [&] { tasks.submit(p, [&] { done.set(); }); });
    tasks.submit(p, [&] { done.wait(); });
    other.join();
    done.wait();
  });
}

// The books know a worker as busy for a while after its task was counted: no thread is created for what it will take.
BOOST_AUTO_TEST_CASE(to_a_worker_that_figures_show_idle) {
  explore_pool({}, {.at_once = 2, .limits = {0, 2}}, [](rig& tasks, pool& p) {
    tasks.submit(p);
    if (p.statistics().idle != 1) return;
    tasks.submit(p);
    p.wait_idle();
    expect(tasks.started() == 1, "a thread is created although one is idle");
  });
}

// The worker between two tasks takes the second one, which waits for the third: that comes before anybody watches
// again.
BOOST_AUTO_TEST_CASE(while_a_worker_takes_the_one_before) {
  explore_pool({}, {.at_once = 2, .limits = {0, 2}}, [](rig& tasks, pool& p) {
    event& first = tasks.make_event();
    event& begun = tasks.make_event();
    event& done = tasks.make_event();
    thread other("other", [&] {
      tasks.submit(p, [&] { first.set(); });
      first.wait();
      tasks.submit(p, [&] {
        begun.set();
        done.wait();
      });
    });
    begun.wait();
    tasks.submit(p, [&] { done.set(); });
    done.wait();
    other.join();
  });
}

BOOST_AUTO_TEST_CASE(from_a_task_and_from_a_destructor) {
  explore_pool({}, {.at_once = 1, .limits = {0, 1}}, [](rig& tasks, pool& p) {
    event& inner = tasks.make_event();
    event& last = tasks.make_event();
    tasks.submit(p, {.body = [&] { tasks.submit(p, [&] { inner.set(); }); },
                     .at_end = [&] { tasks.submit(p, [&] { last.set(); }); }});
    inner.wait();
    last.wait();
  });
}

// A task waits in its thread for one that it has submitted: possible, since capacity is left.
BOOST_AUTO_TEST_CASE(task_that_waits_for_its_own) {
  explore_pool({}, {.at_once = 2, .limits = {0, 2}}, [](rig& tasks, pool& p) {
    tasks.submit(p, [&] {
      event inner;
      tasks.submit(p, [&] { inner.set(); });
      inner.wait();
    });
    p.wait_idle();
    tasks.expect_books(p);
  });
}

BOOST_AUTO_TEST_CASE(task_that_throws) {
  explore_pool(
      {}, {.at_once = 1, .limits = {0, 1}},
      [](rig& tasks, pool& p) {
        tasks.submit(p, [] { throw schedule::deliberate(); });
        tasks.submit(p);
        p.wait_idle();
        expect(tasks.failed() == 1, "the error was not reported once");
        tasks.expect_books(p);
      },
      &rig::expect_fifo);
}

BOOST_AUTO_TEST_SUITE_END()
