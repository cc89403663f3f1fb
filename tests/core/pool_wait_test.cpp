// pool_wait_test.cpp - proves what cadre/pool.hpp promises of waiting for a pool.

#include <atomic>
#include <boost/test/unit_test.hpp>
#include <cadre/pool.hpp>
#include <functional>
#include <system_error>
#include <thread>
#include <vector>

#include "gate.hpp"
#include "pool_fixture.hpp"

using cadre_test::gate;
using cadre_test::open_at_end;
using cadre_test::stall;
using cadre_test::surroundings;

BOOST_AUTO_TEST_SUITE(pool_wait)

BOOST_AUTO_TEST_CASE(wait_idle_waits_for_everything_accepted) {
  const surroundings around;
  std::atomic<bool> returned = false;
  bool returned_early = false;
  stall block;
  gate called;
  cadre::pool pool(around.options({0, 1}));
  const open_at_end release(block.go);
  pool.wait_idle();
  pool.submit(block.task());
  pool.submit([&] { returned_early = returned; });
  std::thread waiter([&] {
    called.open();
    pool.wait_idle();
    returned = true;
  });
  BOOST_TEST(called.passed());
  block.go.open();
  waiter.join();
  BOOST_TEST(!returned_early);
  BOOST_TEST(pool.statistics().ran == 2U);
}

BOOST_AUTO_TEST_CASE(wait_returns_when_its_condition_holds) {
  const surroundings around;
  stall block;
  cadre::pool pool(around.options({0, 1}));
  const open_at_end release(block.go);
  for (int i = 0; i < 3; ++i) pool.submit(block.task());
  pool.wait([](const cadre::team_statistics& now) { return now.backlog == 2; });
  block.go.open();
  pool.wait([](const cadre::team_statistics& now) { return now.ran == 3; });
  BOOST_TEST(block.begun.count() == 3U);
}

BOOST_AUTO_TEST_CASE(wait_quiescent_waits_for_everything_that_has_a_thread) {
  const surroundings around;
  std::atomic<int> ended = 0;
  stall block;
  gate called;
  bool all = false;
  cadre::pool pool(around.options({0, 1}));
  const open_at_end release(block.go);
  pool.wait_quiescent();
  pool.submit(block.task());
  for (int i = 0; i < 100; ++i) pool.submit([&ended] { ++ended; });
  std::thread waiter([&] {
    called.open();
    pool.wait_quiescent();
    all = ended == 100;
  });
  BOOST_TEST(called.passed());
  block.go.open();
  waiter.join();
  BOOST_TEST(all);
  BOOST_TEST(pool.statistics().ran == 101U);
}

BOOST_AUTO_TEST_CASE(wait_quiescent_does_not_wait_for_a_thread) {
  const surroundings around;
  int ran = 0;
  cadre::pool pool(around.options({0, 0}));
  pool.submit([&ran] { ++ran; });
  pool.wait_quiescent();
  BOOST_TEST(pool.statistics().backlog == 1U);
  pool.set_limits({0, 1});
  pool.wait_quiescent();
  BOOST_TEST(ran == 1);
}

// DEF-23: a wait that could never end is refused, and nothing has changed.
BOOST_AUTO_TEST_CASE(waiting_inside_a_task_is_refused) {
  const surroundings around;
  std::atomic<int> refused = 0;
  cadre::pool pool(around.options({0, 1}));
  const std::vector<std::function<void()>> waits = {
      [&pool] { pool.wait_idle(); }, [&pool] { pool.wait_quiescent(); }, [&pool] { pool.join_surplus(); },
      [&pool] { pool.wait([](const cadre::team_statistics& now) { return now.ran == 1000; }); }};
  for (const auto& wait : waits)
    pool.submit([&refused, &wait] {
      try {
        wait();
      } catch (const std::system_error& error) {
        if (error.code() == std::errc::resource_deadlock_would_occur) ++refused;
      }
    });
  pool.wait_idle();
  BOOST_TEST(refused == 4);
  BOOST_TEST(!pool.closed());
}

BOOST_AUTO_TEST_SUITE_END()
