// load_test.cpp - larger scenarios, in schedules that are drawn by chance.

#include <boost/test/unit_test.hpp>
#include <cadre/already_quit.hpp>

#include "pool_scenario.hpp"

namespace {

using cadre::pool;
using schedule::expect;
using schedule::explore_pool;
using schedule::rig;
using schedule::thread;

}  // namespace

BOOST_AUTO_TEST_SUITE(load)

BOOST_AUTO_TEST_CASE(three_submitters) {
  explore_pool(
      {.random = 30'000}, {.at_once = 3, .limits = {1, 3}},
      [](rig& tasks, pool& p) {
        const auto three = [&] {
          for (int i = 0; i < 3; ++i) tasks.submit(p);
        };
        thread first("first", three);
        thread second("second", three);
        three();
        first.join();
        second.join();
        p.wait_idle();
        expect(tasks.all_ended(), "idle before its tasks have ended");
        tasks.expect_books(p);
      },
      [](const rig& tasks) { expect(tasks.dropped() == 0, "a task was dropped"); });
}

BOOST_AUTO_TEST_CASE(limits_move_under_load) {
  explore_pool({.random = 30'000}, {.at_once = 3, .limits = {0, 3}}, [](rig& tasks, pool& p) {
    thread submitter("submitter", [&] {
      for (int i = 0; i < 5; ++i) tasks.submit(p, {.body = [] { schedule::step("work"); }});
    });
    thread owner("owner", [&] {
      p.shrink(2);
      p.set_limits({0, 0});
      p.set_limits({1, 2});
      p.grow(1);
      p.shrink(3);
    });
    thread waiter("waiter", [&] { p.wait_idle(); });
    tasks.submit(p, [] { throw schedule::deliberate(); });
    submitter.join();
    owner.join();
    waiter.join();
    p.wait_idle();
    expect(tasks.all_ended(), "idle before its tasks have ended");
    tasks.expect_books(p);
  });
}

BOOST_AUTO_TEST_CASE(drops_quits_and_denied_threads) {
  explore_pool({.random = 30'000}, {.at_once = 2, .limits = {1, 2}}, [](rig& tasks, pool& p) {
    thread submitter("submitter", [&] {
      for (int i = 0; i < 4; ++i) tasks.submit(p, {.at_end = [&tasks, &p] { tasks.submit(p); }});
    });
    thread dropper("dropper", [&] {
      try {
        p.drop_backlog();
      } catch (const cadre::already_quit&) {  // and nothing is left
      }
    });
    tasks.deny_threads(2);
    tasks.submit(p);
    p.quit();
    submitter.join();
    dropper.join();
  });
}

BOOST_AUTO_TEST_SUITE_END()
