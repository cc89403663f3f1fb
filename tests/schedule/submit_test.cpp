// submit_test.cpp - a task that was accepted is run, whoever sleeps, comes or goes at that moment.

#include <boost/test/unit_test.hpp>

#include "explore.hpp"
#include "rig.hpp"

namespace {

using cadre::pool;
using schedule::event;
using schedule::expect;
using schedule::explore;
using schedule::rig;
using schedule::thread;

}  // namespace

BOOST_AUTO_TEST_SUITE(submit)

// DEF-19
BOOST_AUTO_TEST_CASE(one_submitter) {
  explore({.preemptions = 3, .deviations = 3}, [] {
    rig tasks(1);
    {
      pool p(tasks.options({0, 1}));
      tasks.submit(p);
      tasks.submit(p);
    }
    tasks.expect_fifo();
    tasks.expect_settled();
  });
}

BOOST_AUTO_TEST_CASE(to_a_worker_that_parks) {
  explore({.preemptions = 3, .deviations = 3}, [] {
    rig tasks(1);
    {
      pool p(tasks.options({1, 1}));
      event first;
      tasks.submit(p, [&] { first.set(); });
      first.wait();
      event second;
      tasks.submit(p, [&] { second.set(); });
      second.wait();
    }
    tasks.expect_fifo();
    tasks.expect_settled();
  });
}

BOOST_AUTO_TEST_CASE(to_a_worker_that_parks_on_one_processor) {
  schedule::pretend_processors(1);
  explore({.preemptions = 3, .deviations = 3}, [] {
    rig tasks(1);
    {
      pool p(tasks.options({1, 1}));
      event first;
      tasks.submit(p, [&] { first.set(); });
      first.wait();
      event second;
      tasks.submit(p, [&] { second.set(); });
      second.wait();
    }
    tasks.expect_settled();
  });
  schedule::pretend_processors(2);
}

BOOST_AUTO_TEST_CASE(two_submitters_one_worker) {
  explore({}, [] {
    rig tasks(1);
    {
      pool p(tasks.options({0, 1}));
      thread other("other", [&] { tasks.submit(p); });
      tasks.submit(p);
      other.join();
      p.wait_idle();
      expect(tasks.started() == 1, "more threads than the limits allow");
    }
    tasks.expect_settled();
  });
}

BOOST_AUTO_TEST_CASE(two_submitters) {
  explore({.preemptions = 2, .deviations = 3}, [] {
    rig tasks(2);
    {
      pool p(tasks.options({0, 2}));
      thread other("other", [&] { tasks.submit(p); });
      tasks.submit(p);
      other.join();
    }
    tasks.expect_settled();
  });
}

// Nothing waits behind a task that blocks, while capacity is left.
BOOST_AUTO_TEST_CASE(task_that_waits_for_the_next_one) {
  explore({.preemptions = 2, .deviations = 3}, [] {
    rig tasks(2);
    {
      pool p(tasks.options({0, 2}));
      event done;
      tasks.submit(p, [&] { done.wait(); });
      tasks.submit(p, [&] { done.set(); });
      done.wait();
    }
    tasks.expect_settled();
  });
}

BOOST_AUTO_TEST_CASE(task_that_waits_for_the_next_one_with_sleepers) {
  explore({.preemptions = 2, .deviations = 3}, [] {
    rig tasks(2);
    {
      pool p(tasks.options({2, 2}));
      event done;
      tasks.submit(p, [&] { done.wait(); });
      tasks.submit(p, [&] { done.set(); });
      done.wait();
    }
    tasks.expect_settled();
  });
}

// The submitter is another thread: so the worker that has found the first task must call the next worker itself.
BOOST_AUTO_TEST_CASE(task_that_waits_for_another_submitters) {
  explore({.preemptions = 2, .deviations = 3}, [] {
    rig tasks(2);
    {
      pool p(tasks.options({1, 2}));
      event done;
      thread other("other", [&] { tasks.submit(p, [&] { done.set(); }); });
      tasks.submit(p, [&] { done.wait(); });
      other.join();
      done.wait();
    }
    tasks.expect_settled();
  });
}

BOOST_AUTO_TEST_CASE(from_a_task_and_from_a_destructor) {
  explore({}, [] {
    rig tasks(1);
    {
      pool p(tasks.options({0, 1}));
      event inner;
      event last;
      tasks.submit(p, {.body = [&] { tasks.submit(p, [&] { inner.set(); }); },
                       .at_end = [&] { tasks.submit(p, [&] { last.set(); }); }});
      inner.wait();
      last.wait();
    }
    tasks.expect_settled();
  });
}

// A task waits in its thread for one that it has submitted: possible, since capacity is left.
BOOST_AUTO_TEST_CASE(task_that_waits_for_its_own) {
  explore({}, [] {
    rig tasks(2);
    {
      pool p(tasks.options({0, 2}));
      tasks.submit(p, [&] {
        event inner;
        tasks.submit(p, [&] { inner.set(); });
        inner.wait();
      });
      p.wait_idle();
      tasks.expect_books(p);
    }
    tasks.expect_settled();
  });
}

BOOST_AUTO_TEST_CASE(task_that_throws) {
  explore({}, [] {
    rig tasks(1);
    {
      pool p(tasks.options({0, 1}));
      tasks.submit(p, [] { throw schedule::deliberate(); });
      tasks.submit(p);
      p.wait_idle();
      expect(tasks.failed() == 1, "the error was not reported once");
      tasks.expect_books(p);
    }
    tasks.expect_fifo();
    tasks.expect_settled();
  });
}

BOOST_AUTO_TEST_SUITE_END()
