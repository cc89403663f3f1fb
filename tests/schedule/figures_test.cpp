// figures_test.cpp - statistics that are read while tasks end: a worker may come at any step of the reading (DEF-12).

#include <boost/test/unit_test.hpp>

#include "pool_scenario.hpp"

namespace {

using cadre::pool;
using schedule::event;
using schedule::expect;
using schedule::explore_pool;
using schedule::rig;
using schedule::thread;

void expect_one_moment(const cadre::team_statistics& now, std::size_t threads) {
  expect(now.idle + now.busy == threads, "a thread is neither idle nor busy");
  expect(now.backlog <= now.accepted, "more wait than were ever accepted");
  expect(now.accepted == now.ran + now.failed + now.dropped + now.busy + now.backlog, "figures of different moments");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(figures)

// While a thread may run, "nobody is busy" implies that nothing accepted is unfinished, in whatever order a program
// reads the two.
BOOST_AUTO_TEST_CASE(no_task_is_hidden_between_two_readings) {
  explore_pool({.preemptions = 2, .deviations = 2}, {.at_once = 1, .limits = {1, 1}}, [](rig& tasks, pool& p) {
    tasks.submit(p);
    tasks.submit(p);
    for (int i = 0; i < 2; ++i) {
      const cadre::team_statistics now = p.statistics();
      expect_one_moment(now, 1);
      if (now.busy == 0) expect(tasks.all_ended(), "nobody is busy, and a task has not ended");
    }
    const std::size_t backlog = p.statistics().backlog;
    const std::size_t busy = p.statistics().busy;
    if (busy == 0) expect(backlog <= 1 && tasks.all_ended(), "nobody is busy, and a task has not ended");
  });
}

// The same while tasks are accepted as well.
BOOST_AUTO_TEST_CASE(tasks_come_while_figures_are_read) {
  explore_pool({.preemptions = 2, .deviations = 2}, {.at_once = 2, .limits = {2, 2}}, [](rig& tasks, pool& p) {
    thread submitter("submitter", [&] {
      tasks.submit(p);
      tasks.submit(p);
    });
    for (int i = 0; i < 2; ++i) expect_one_moment(p.statistics(), 2);
    submitter.join();
    p.wait_idle();
    expect_one_moment(p.statistics(), 2);
  });
}

// A busy worker takes the next task, runs and counts it without any lock that a reader holds.
BOOST_AUTO_TEST_CASE(a_task_comes_and_ends_while_figures_are_read) {
  explore_pool({.preemptions = 2, .deviations = 2}, {.at_once = 1, .limits = {1, 1}}, [](rig& tasks, pool& p) {
    event& begun = tasks.make_event();
    event& go = tasks.make_event();
    tasks.submit(p, [&] {
      begun.set();
      go.wait();
    });
    begun.wait();
    thread submitter("submitter", [&] {
      tasks.submit(p);
      go.set();
    });
    expect_one_moment(p.statistics(), 1);
    submitter.join();
    p.wait_idle();
    expect_one_moment(p.statistics(), 1);
  });
}

BOOST_AUTO_TEST_SUITE_END()
