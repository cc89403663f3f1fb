// faults_test.cpp - threads that cannot be had (DEF-01).

#include <boost/test/unit_test.hpp>

#include "pool_scenario.hpp"

namespace {

using cadre::pool;
using schedule::event;
using schedule::expect;
using schedule::explore_pool;
using schedule::rig;
using schedule::thread;

bool refused(rig& tasks, pool& p) {
  try {
    tasks.submit(p);
    return false;
  } catch (const schedule::no_thread&) {
    return true;
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(faults)

BOOST_AUTO_TEST_CASE(first_thread_denied) {
  explore_pool(
      {.preemptions = 2, .deviations = 2}, {.at_once = 1, .limits = {0, 1}},
      [](rig& tasks, pool& p) {
        tasks.deny_threads(1);
        expect(refused(tasks, p), "accepted, with nobody to run it");
        tasks.submit(p);
        p.wait_idle();
        tasks.expect_books(p);
      },
      [](const rig& tasks) { expect(tasks.other_errors() == 0, "the error was told twice"); });
}

// Two submitters, one of whom creates the first thread. If it cannot be had, the task that the other one submitted
// meanwhile waits for the next attempt.
BOOST_AUTO_TEST_CASE(first_thread_denied_to_one_of_two) {
  explore_pool({}, {.at_once = 1, .limits = {0, 1}}, [](rig& tasks, pool& p) {
    tasks.deny_threads(1);
    bool there = false;
    thread other("other", [&] { there = refused(tasks, p); });
    const bool here = refused(tasks, p);
    other.join();
    expect(!(here && there), "one failure refuses two tasks");
    tasks.pass(std::chrono::milliseconds(10));
    p.wait_idle();
    expect(tasks.all_ended(), "idle before its tasks have ended");
  });
}

// There is a worker: so the task waits for it.
BOOST_AUTO_TEST_CASE(second_thread_denied) {
  explore_pool(
      {}, {.at_once = 2, .limits = {1, 2}},
      [](rig& tasks, pool& p) {
        tasks.deny_threads(1);
        tasks.submit(p);
        tasks.submit(p);
        p.wait_idle();
        expect(tasks.all_ended(), "idle before its tasks have ended");
      },
      [](const rig& tasks) { expect(tasks.other_errors() <= 1, "the error was told twice"); });
}

// Refused once, and asked for again after a while.
BOOST_AUTO_TEST_CASE(time_brings_another_attempt) {
  explore_pool(
      {}, {.at_once = 2, .limits = {0, 2}},
      [](rig& tasks, pool& p) {
        event& done = tasks.make_event();
        event& busy = tasks.make_event();
        tasks.submit(p, [&] {
          busy.set();
          done.wait();
        });
        busy.wait();
        tasks.deny_threads(1);
        tasks.submit(p);
        tasks.submit(p, [&] { done.set(); });
        tasks.pass(std::chrono::milliseconds(10));
        done.wait();
      },
      [](const rig& tasks) { expect(tasks.other_errors() == 1, "the error was not told once"); });
}

// A pool that has quit, and cannot have the one thread that would run the rest: it is dropped, and reported.
BOOST_AUTO_TEST_CASE(last_thread_denied) {
  explore_pool(
      {.preemptions = 2, .deviations = 2}, {.at_once = 1, .limits = {0, 0}},
      [](rig& tasks, pool& p) {
        tasks.submit(p);
        tasks.submit(p);
        tasks.deny_threads(1);
        p.quit();
        tasks.expect_books(p);
      },
      [](const rig& tasks) { expect(tasks.dropped() == 2, "not all was dropped"); });
}

BOOST_AUTO_TEST_SUITE_END()
