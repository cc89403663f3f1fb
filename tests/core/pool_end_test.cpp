// pool_end_test.cpp - proves what cadre/pool.hpp promises of quitting, dropping and destruction.

#include <atomic>
#include <boost/test/unit_test.hpp>
#include <cadre/pool.hpp>
#include <functional>
#include <memory>
#include <optional>
#include <thread>
#include <vector>

#include "gate.hpp"
#include "pool_fixture.hpp"
#include "probe.hpp"
#include "recorded_errors.hpp"
#include "starters.hpp"

using cadre_test::at_once;
using cadre_test::gate;
using cadre_test::open_at_end;
using cadre_test::probe;
using cadre_test::stall;
using cadre_test::surroundings;

BOOST_AUTO_TEST_SUITE(pool_end)

// T-40 T-43 X-48: quit does not wait; what was accepted runs all the same, in order.
BOOST_AUTO_TEST_CASE(quit_accepts_no_more_and_drains) {
  const surroundings around;
  stall block;
  std::vector<int> order;
  cadre::pool pool(around.options({0, 1}));
  const open_at_end release(block.go);
  pool.submit(block.task());
  for (int i = 0; i < 3; ++i) pool.submit([&order, i] { order.push_back(i); });
  pool.quit();
  BOOST_TEST(pool.closed());
  BOOST_TEST(pool.statistics().backlog == 3U);
  BOOST_CHECK_THROW(pool.quit(), cadre::already_quit);
  BOOST_CHECK_THROW(pool.submit([] {}), cadre::already_quit);
  BOOST_CHECK_THROW(pool.grow(1), cadre::already_quit);
  BOOST_CHECK_THROW(pool.shrink(1), cadre::already_quit);
  BOOST_CHECK_THROW(pool.set_limits({0, 1}), cadre::already_quit);
  block.go.open();
  pool.wait_idle();
  BOOST_TEST(order == (std::vector<int>{0, 1, 2}), boost::test_tools::per_element());
  BOOST_TEST(pool.statistics().ran == 4U);
}

// T-42 X-50 T-41 X-49: threads leave as their work ends.
BOOST_AUTO_TEST_CASE(all_threads_leave_after_quit) {
  const surroundings around;
  stall block;
  cadre::pool pool(around.options({4, 4}));
  const open_at_end release(block.go);
  for (int i = 0; i < 2; ++i) pool.submit(block.task());
  pool.quit();
  BOOST_TEST(around.threads.down_to(2));
  BOOST_TEST(pool.statistics().busy == 2U);
  BOOST_TEST(pool.statistics().idle == 0U);
  block.go.open();
  BOOST_TEST(around.threads.down_to(0));
  pool.wait_idle();
}

// M-15
BOOST_AUTO_TEST_CASE(destruction_runs_what_was_accepted_and_joins) {
  const surroundings around;
  std::atomic<int> runs = 0;
  int gone = 0;
  {
    cadre::pool pool(around.options({0, 2}));
    pool.submit([&runs, end = probe([&gone] { ++gone; })] { ++runs; });
    for (int i = 0; i < 20; ++i) pool.submit([&runs] { ++runs; });
  }
  BOOST_TEST(runs == 21);
  BOOST_TEST(gone == 1);
  BOOST_TEST(around.threads.live() == 0U);
  BOOST_TEST(around.threads.handles() == 0U);
}

// M-29
BOOST_AUTO_TEST_CASE(an_unused_pool_just_goes) {
  const surroundings around;
  for (int i = 0; i < 10; ++i) {
    const cadre::pool pool(around.options({static_cast<std::size_t>(i % 3), 3}));
    BOOST_TEST(!pool.closed());
  }
  BOOST_TEST(around.threads.live() == 0U);
}

// T-44 DEF-20: tasks that no thread was allowed for are run by one that is made for them.
BOOST_AUTO_TEST_CASE(destruction_runs_what_the_maximum_held_back) {
  const surroundings around;
  std::atomic<int> runs = 0;
  {
    cadre::pool pool(around.options({0, 0}));
    for (int i = 0; i < 3; ++i) pool.submit([&runs] { ++runs; });
  }
  BOOST_TEST(runs == 3);
  BOOST_TEST(around.threads.calls() == 1U);
  BOOST_TEST(around.threads.live() == 0U);
}

// M-15 DEF-23: on its own thread the destructor cannot wait; the threads finish by themselves.
BOOST_AUTO_TEST_CASE(a_task_may_destroy_its_pool) {
  const surroundings around;
  std::atomic<int> runs = 0;
  stall block;
  {
    auto pool = std::make_unique<cadre::pool>(around.options({0, 1}));
    const open_at_end release(block.go);
    cadre::pool& inside = *pool;
    inside.submit(block.task());
    inside.submit([&runs, own = std::move(pool)]() mutable {
      own.reset();
      ++runs;
    });
    inside.submit([&runs] { ++runs; });
  }
  BOOST_TEST(around.threads.down_to(0));
  BOOST_TEST(runs == 2);
}

// M-15 M-26: the same, when the last owner of the pool is a task that ends, so that its destructor does it.
BOOST_AUTO_TEST_CASE(a_tasks_destructor_may_destroy_its_pool) {
  const surroundings around;
  std::atomic<int> runs = 0;
  {
    auto pool = std::make_shared<cadre::pool>(around.options({2, 2}));
    gate owned;
    cadre::pool& inside = *pool;
    inside.submit([&runs, &owned, own = pool]() mutable {
      if (owned.passed()) ++runs;
    });
    pool.reset();
    owned.open();
    BOOST_TEST(around.threads.down_to(0));
  }
  BOOST_TEST(runs == 1);
}

// DEF-29 DEF-42
BOOST_AUTO_TEST_CASE(dropping_destroys_and_reports_what_waits) {
  surroundings around;
  stall block;
  int gone = 0;
  std::atomic<int> runs = 0;
  cadre::pool pool(around.options({0, 1}));
  const open_at_end release(block.go);
  pool.submit(block.task());
  for (int i = 0; i < 3; ++i) pool.submit([&runs, end = probe([&gone] { ++gone; })] { ++runs; });
  BOOST_REQUIRE(block.begun.reached(1));
  BOOST_TEST(pool.drop_backlog() == 3U);
  BOOST_TEST(gone == 3);
  BOOST_TEST(around.errors.claim("task_dropped") == 3U);
  const auto now = pool.statistics();
  BOOST_TEST(now.dropped == 3U);
  BOOST_TEST(now.backlog == 0U);
  BOOST_TEST(now.busy == 1U);
  BOOST_TEST(pool.drop_backlog() == 0U);
  block.go.open();
  pool.submit([&runs] { ++runs; });
  pool.wait_idle();
  BOOST_TEST(runs == 1);
}

// M-26 DEF-38
BOOST_AUTO_TEST_CASE(destructors_of_dropped_tasks_may_use_the_pool) {
  surroundings around;
  stall block;
  std::atomic<int> runs = 0;
  cadre::pool pool(around.options({0, 1}));
  const open_at_end release(block.go);
  pool.submit(block.task());
  for (int i = 0; i < 2; ++i)
    pool.submit([end = probe([&] {
                   static_cast<void>(pool.statistics());
                   pool.submit([&runs] { ++runs; });
                 })] {});
  BOOST_REQUIRE(block.begun.reached(1));
  const std::size_t dropped = pool.drop_backlog();
  block.go.open();
  pool.wait_idle();
  BOOST_TEST(dropped >= 2U);
  BOOST_TEST(around.errors.claim("task_dropped") == pool.statistics().dropped);
  BOOST_TEST(static_cast<std::uint64_t>(runs) + 1U == pool.statistics().ran);
  BOOST_TEST(pool.statistics().accepted == 5U);
}

// A drop while the pool drains: what waits is gone, what runs ends, and so does the pool.
BOOST_AUTO_TEST_CASE(dropping_shortens_a_drain) {
  surroundings around;
  stall block;
  std::optional<cadre::pool> pool(around.options({0, 1}));
  const open_at_end release(block.go);
  for (int i = 0; i < 4; ++i) pool->submit(block.task());
  BOOST_REQUIRE(block.begun.reached(1));
  pool->quit();
  BOOST_TEST(pool->drop_backlog() == 3U);
  BOOST_TEST(around.errors.claim("task_dropped") == 3U);
  block.go.open();
  pool.reset();
  BOOST_TEST(block.begun.count() == 1U);
}

// DEF-27
BOOST_AUTO_TEST_CASE(join_surplus_waits_for_those_who_leave) {
  const surroundings around;
  stall block;
  std::atomic<bool> returned = false;
  std::atomic<int> returned_early = 0;
  gate called;
  auto options = around.options({0, 3});
  options.hooks.exit = [&] {
    if (returned) ++returned_early;
  };
  cadre::pool pool(std::move(options));
  const open_at_end release(block.go);
  for (int i = 0; i < 3; ++i) pool.submit(block.task());
  pool.set_limits({0, 1});
  std::thread joiner([&] {
    called.open();
    pool.join_surplus();
    returned = true;
  });
  BOOST_TEST(called.passed());
  block.go.open();
  joiner.join();
  BOOST_TEST(returned_early == 0);
  BOOST_TEST(around.threads.live() == 1U);
  pool.set_thread_hooks({});
  returned = false;
}

BOOST_AUTO_TEST_CASE(join_surplus_returns_at_once_if_there_is_none) {
  const surroundings around;
  cadre::pool pool(around.options({2, 4}));
  pool.join_surplus();
  BOOST_TEST(around.threads.live() == 2U);
}

// DEF-26 DEF-09 T-47: whatever a submit that meets quit says, it keeps; also where only quit brings a thread.
BOOST_AUTO_TEST_CASE(submit_overlapping_quit_keeps_its_word) {
  for (int round = 0; round < 30; ++round) {
    const surroundings around;
    std::atomic<std::uint64_t> runs = 0;
    std::atomic<std::uint64_t> promised = 0;
    {
      const std::size_t max = round % 2 == 0 ? 2 : 0;
      cadre::pool pool(around.options({0, max}));
      at_once(3, [&](int who) {
        if (who == 2) return pool.quit();  // the last to start, so that the others are at work
        try {
          for (int i = 0; i < 100; ++i) {
            pool.submit([&runs] { ++runs; });
            ++promised;
          }
        } catch (const cadre::already_quit&) {
        }
      });
      // A wait would make the pool look again, and so hide a task that was forgotten.
      if (max > 0) pool.wait_idle();
      BOOST_REQUIRE(pool.statistics().accepted == promised);
    }
    BOOST_REQUIRE(runs == promised);
    BOOST_REQUIRE(around.threads.live() == 0U);
  }
}

BOOST_AUTO_TEST_SUITE_END()
