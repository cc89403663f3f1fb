// handle_test.cpp - proves what cadre/handle.hpp promises: waiting for one task, also from inside another one.

#include <pthread.h>

#include <atomic>
#include <boost/test/unit_test.hpp>
#include <cadre/handle.hpp>
#include <cadre/pool.hpp>
#include <cstddef>
#include <functional>
#include <optional>
#include <stdexcept>
#include <thread>
#include <vector>

#include "gate.hpp"
#include "pool_fixture.hpp"
#include "probe.hpp"

using cadre::ending;
using cadre_test::deliberate;
using cadre_test::gate;
using cadre_test::open_at_end;
using cadre_test::probe;
using cadre_test::stall;
using cadre_test::surroundings;
using cadre_test::tally;

BOOST_AUTO_TEST_SUITE(handle)

BOOST_AUTO_TEST_CASE(a_handle_of_nothing) {
  const cadre::handle none;
  BOOST_TEST(!none);
  BOOST_CHECK_THROW(cadre::wait(none), std::invalid_argument);
}

BOOST_AUTO_TEST_CASE(waiting_says_how_the_task_ended) {
  surroundings around;
  cadre::pool pool(around.options({0, 1}));
  const auto good = pool.spawn([] {});
  const auto bad = pool.spawn([] { throw deliberate("task"); });
  BOOST_TEST((cadre::wait(good) == ending::ran));
  BOOST_TEST((cadre::wait(bad) == ending::failed));
  BOOST_TEST(good.done());
  BOOST_TEST(bad.done());
  BOOST_TEST((cadre::wait(good) == ending::ran), "as often as you like");
  pool.wait_idle();  // the sink hears of it after the waiters
  BOOST_TEST(around.errors.claim("deliberate task") == 1U);
}

// DEF-29
BOOST_AUTO_TEST_CASE(a_dropped_task_ends_the_wait) {
  surroundings around;
  cadre::pool pool(around.options({0, 0}));
  const auto unrun = pool.spawn([] {});
  BOOST_TEST(!unrun.done());
  pool.drop_backlog();
  BOOST_TEST((cadre::wait(unrun) == ending::dropped));
  BOOST_TEST(around.errors.claim("task_dropped") == 1U);
}

BOOST_AUTO_TEST_CASE(a_refused_task_leaves_no_handle) {
  const surroundings around;
  cadre::pool pool(around.options({0, 1}));
  pool.quit();
  BOOST_CHECK_THROW(static_cast<void>(pool.spawn([] {})), cadre::already_quit);
  BOOST_CHECK_THROW(static_cast<void>(pool.spawn({})), std::invalid_argument);
}

// M-08: what the task owned is gone when the wait ends; the handle keeps none of it.
BOOST_AUTO_TEST_CASE(what_the_task_owned_is_gone_before_the_wait_ends) {
  const surroundings around;
  std::atomic<int> gone = 0;
  cadre::pool pool(around.options({0, 1}));
  const auto one = pool.spawn([end = probe([&gone] { ++gone; })] {});
  cadre::wait(one);
  BOOST_TEST(gone == 1);
}

// M-20
BOOST_AUTO_TEST_CASE(a_task_that_ends_its_thread_has_failed) {
  surroundings around;
  cadre::pool pool(around.options({0, 1}));
  BOOST_TEST((cadre::wait(pool.spawn([] { pthread_exit(nullptr); })) == ending::failed));
  pool.wait_idle();
  BOOST_TEST(pool.statistics().failed == 1U);
}

BOOST_AUTO_TEST_CASE(many_may_wait_for_one) {
  const surroundings around;
  stall block;
  cadre::pool pool(around.options({0, 1}));
  const open_at_end release(block.go);
  const auto one = pool.spawn(block.task());
  tally ended;
  std::vector<std::thread> waiters;
  for (int i = 0; i < 3; ++i)
    waiters.emplace_back([&] {
      if (cadre::wait(one) == ending::ran) ended.add();
    });
  block.go.open();
  for (std::thread& waiter : waiters) waiter.join();
  BOOST_TEST(ended.count() == 3U);
}

BOOST_AUTO_TEST_CASE(a_handle_outlives_its_pool) {
  const surroundings around;
  std::optional<cadre::pool> pool(around.options({0, 1}));
  const auto one = pool->spawn([] {});
  pool.reset();
  BOOST_TEST((cadre::wait(one) == ending::ran));
}

// A pool of one thread: the wait would never end.
BOOST_AUTO_TEST_CASE(a_wait_that_would_never_end_is_refused) {
  const surroundings around;
  bool refused = false;
  std::atomic<int> runs = 0;
  cadre::pool pool(around.options({0, 1}));
  pool.submit([&] {
    const auto inner = pool.spawn([&runs] { ++runs; });
    try {
      cadre::wait(inner);
    } catch (const cadre::would_deadlock&) {
      refused = true;
    }
  });
  pool.wait_idle();
  BOOST_TEST(refused);
  BOOST_TEST(runs == 1);
}

// No thread comes any more, though there are fewer than there might be.
BOOST_AUTO_TEST_CASE(a_wait_in_a_pool_that_quits_is_refused) {
  surroundings around;
  gate closed;
  bool refused = false;
  std::atomic<int> runs = 0;
  around.threads.allow(1);
  cadre::pool pool(around.options({0, 2}));
  pool.submit([&] {
    const auto inner = pool.spawn([&runs] { ++runs; });
    pool.quit();
    closed.open();
    try {
      cadre::wait(inner);
    } catch (const cadre::would_deadlock&) {
      refused = true;
    }
  });
  BOOST_REQUIRE(closed.passed());
  BOOST_TEST(pool.stop().complete());
  BOOST_TEST(refused);
  BOOST_TEST(runs == 1);
  static_cast<void>(around.errors.claim());
}

// As deep as there are threads; one level more, and each would wait for the next for ever, which runs and waits itself.
BOOST_AUTO_TEST_CASE(waits_for_running_tasks_are_of_the_set) {
  for (const std::size_t threads : {1U, 2U, 3U}) {
    const surroundings around;
    cadre::pool pool(around.options({0, threads}));
    std::atomic<int> refused = 0;
    const std::function<void(std::size_t)> descend = [&](std::size_t levels) {
      if (levels == 0) return;
      try {
        cadre::wait(pool.spawn([&, levels] { descend(levels - 1); }));
      } catch (const cadre::would_deadlock&) {
        ++refused;
      }
    };
    cadre::wait(pool.spawn([&] { descend(threads - 1); }));
    BOOST_TEST(refused == 0);
    cadre::wait(pool.spawn([&] { descend(threads); }));
    BOOST_TEST(refused == 1);
    pool.wait_idle();
  }
}

// The last of them is the one that is refused; the others then get what they wait for.
BOOST_AUTO_TEST_CASE(the_wait_that_completes_the_set_is_refused) {
  for (const std::size_t threads : {2U, 3U}) {
    const surroundings around;
    std::atomic<std::size_t> refused = 0;
    std::atomic<std::size_t> waited = 0;
    tally inside;
    cadre::pool pool(around.options({0, threads}));
    for (std::size_t i = 0; i < threads; ++i)
      pool.submit([&, threads] {
        inside.add();
        if (!inside.reached(threads)) return;  // every thread is in such a task
        const auto inner = pool.spawn([] {});
        try {
          cadre::wait(inner);
          ++waited;
        } catch (const cadre::would_deadlock&) {
          ++refused;
        }
      });
    pool.wait_idle();
    BOOST_TEST(refused >= 1U);
    BOOST_TEST(refused + waited == threads);
  }
}

BOOST_AUTO_TEST_CASE(plain_waits_inside_a_task) {
  const surroundings around;
  std::atomic<int> waited = 0;
  cadre::pool pool(around.options({0, 2}));
  cadre::pool other(around.options({0, 1}));
  // Room for another thread; a task that has started; another pool's task.
  pool.submit([&] { waited += cadre::wait(pool.spawn([] {})) == ending::ran ? 1 : 0; });
  pool.wait_idle();
  BOOST_TEST(waited == 1);
  pool.set_limits({0, 2});
  stall block;
  const auto started = pool.spawn(block.task());
  BOOST_REQUIRE(block.begun.reached(1));
  const auto waiting = pool.spawn([&] { waited += cadre::wait(started) == ending::ran ? 1 : 0; });
  block.go.open();
  cadre::wait(waiting);
  BOOST_TEST(waited == 2);
  pool.set_limits({0, 1});
  pool.submit([&] { waited += cadre::wait(other.spawn([] {})) == ending::ran ? 1 : 0; });
  pool.wait_idle();
  BOOST_TEST(waited == 3);
}

BOOST_AUTO_TEST_CASE(a_blocking_section_lets_another_thread_in) {
  const surroundings around;
  gate released;
  std::atomic<bool> passed = false;
  cadre::pool pool(around.options({0, 1}));
  pool.submit([&] {
    pool.submit([&released] { released.open(); });
    const cadre::blocking_section here;
    passed = released.passed();
  });
  pool.wait_idle();
  BOOST_TEST(passed);
  BOOST_TEST(around.threads.most_live() == 2U);
  pool.join_surplus();
  BOOST_TEST(around.threads.live() == 1U);
}

// The thread more is there for the section only.
BOOST_AUTO_TEST_CASE(after_a_blocking_section_the_maximum_holds) {
  const surroundings around;
  cadre::pool pool(around.options({0, 1}));
  for (int i = 0; i < 20; ++i) {
    pool.submit([&pool] {
      pool.submit([] {});
      const cadre::blocking_section here;
    });
    pool.wait_idle();
    pool.join_surplus();
    BOOST_TEST(around.threads.live() <= 1U);
  }
  BOOST_TEST(around.threads.most_live() <= 2U);
}

BOOST_AUTO_TEST_CASE(a_blocking_section_elsewhere_does_nothing) {
  BOOST_CHECK_NO_THROW(const cadre::blocking_section here);
}

BOOST_AUTO_TEST_SUITE_END()
