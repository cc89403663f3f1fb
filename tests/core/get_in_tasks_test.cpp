// get_in_tasks_test.cpp - proves what cadre/get.hpp promises to a pool's tasks: the wait that would never end is
// refused, and no other.

#include <atomic>
#include <boost/test/unit_test.hpp>
#include <cadre/async.hpp>
#include <cadre/get.hpp>
#include <cadre/handle.hpp>
#include <cadre/memory_worker.hpp>
#include <cadre/pool.hpp>
#include <cadre/then.hpp>
#include <cadre/thread_worker.hpp>
#include <cstddef>
#include <functional>
#include <string>
#include <thread>
#include <utility>

#include "pool_fixture.hpp"
#include "starters.hpp"

using cadre_test::gate;
using cadre_test::open_at_end;
using cadre_test::stall;
using cadre_test::surroundings;
using cadre_test::tally;

namespace {

int same(boost::future<int> number) {
  return number.get();
}

/// Waits, and says whether that was refused.
template <class Future>
bool refuses(Future&& future) {
  try {
    static_cast<void>(cadre::get(std::forward<Future>(future)));
    return false;
  } catch (const cadre::would_deadlock&) {
    return true;
  }
}

/// Whether the wait for what `make` gives is refused in a task of `pool`. The pool is idle afterwards.
template <class Make>
bool refused_in_a_task(cadre::pool& pool, Make make) {
  bool refused = false;
  pool.submit([&] { refused = refuses(make()); });
  pool.wait_idle();
  return refused;
}

/// As deep as that: each task waits for the next.
int depth(cadre::pool& pool, int levels) {
  return levels == 0 ? 0 : cadre::get(cadre::async(pool, depth, std::ref(pool), levels - 1)) + 1;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(get_in_tasks)

// A pool of one thread: the wait would never end.
BOOST_AUTO_TEST_CASE(a_wait_that_would_never_end_is_refused) {
  const surroundings around;
  cadre::pool pool(around.options({0, 1}));
  boost::future<int> kept;
  for (int round = 0; round < 2; ++round) {
    bool refused = false;
    pool.submit([&] {
      kept = cadre::async(pool, [] { return 6; });
      refused = refuses(std::move(kept));
    });
    pool.wait_idle();
    BOOST_TEST(refused);
    BOOST_TEST(cadre::get(std::move(kept)) == 6, "it was left as it was");
    BOOST_TEST(!kept.valid());
  }
}

BOOST_AUTO_TEST_CASE(the_wait_that_completes_the_set_is_refused) {
  for (const std::size_t threads : {2U, 3U}) {
    const surroundings around;
    std::atomic<std::size_t> refused = 0;
    std::atomic<std::size_t> waited = 0;
    tally inside;
    cadre::pool pool(around.options({0, threads}));
    for (std::size_t i = 0; i < threads; ++i)
      pool.submit([&, threads, i] {
        inside.add();
        if (!inside.reached(threads)) return;  // every thread is in such a task
        // Those who wait for a handle are of the set.
        if (i == 0) {
          const auto inner = pool.spawn([] {});
          try {
            cadre::wait(inner);
            ++waited;
          } catch (const cadre::would_deadlock&) {
            ++refused;
          }
          return;
        }
        ++(refuses(cadre::async(pool, [] {}).share()) ? refused : waited);
      });
    pool.wait_idle();
    BOOST_TEST(refused >= 1U);
    BOOST_TEST(refused + waited == threads);
  }
}

BOOST_AUTO_TEST_CASE(tasks_that_wait_for_running_ones_are_of_the_set) {
  for (const std::size_t threads : {1U, 2U, 3U}) {
    const surroundings around;
    cadre::pool pool(around.options({0, threads}));
    const int levels = static_cast<int>(threads);
    BOOST_TEST(cadre::get(cadre::async(pool, depth, std::ref(pool), levels - 1)) == levels - 1);
    BOOST_CHECK_THROW(cadre::get(cadre::async(pool, depth, std::ref(pool), levels)), cadre::would_deadlock);
    pool.wait_idle();
  }
}

// Its submitter runs it; so the pool's thread may wait.
BOOST_AUTO_TEST_CASE(a_task_that_runs_elsewhere_is_waited_for) {
  const surroundings around;
  auto options = around.options({1, 1});
  options.backlog = {.tasks = 1, .otherwise = cadre::when_full::run_in_caller};
  stall first;
  stall elsewhere;
  cadre::pool pool(options);
  const open_at_end release_first(first.go);
  const open_at_end release_elsewhere(elsewhere.go);
  boost::promise<void> given;
  auto result = cadre::then(given.get_future(), pool, [&](const boost::future<void>&) { elsewhere.task()(); });
  gate asked;
  auto refused = cadre::async(pool, [&] {
    first.task()();
    asked.open();
    return refuses(std::move(result));
  });
  BOOST_REQUIRE(first.begun.reached(1));
  pool.submit([] {});
  std::thread submitter([&given] { given.set_value(); });
  const bool begun = elsewhere.begun.reached(1);
  first.go.open();
  const bool waiting = asked.passed();
  elsewhere.go.open();
  submitter.join();
  BOOST_TEST(begun);
  BOOST_TEST(waiting);
  BOOST_TEST(!cadre::get(std::move(refused)));
}

// Whatever it is that one of the pool's threads would have to run.
BOOST_AUTO_TEST_CASE(the_wait_for_a_chain_is_refused) {
  const surroundings around;
  cadre::pool pool(around.options({0, 1}));
  cadre::pool other(around.options({0, 1}));
  const auto here = [&pool] { return cadre::async(pool, [] { return 1; }); };
  const auto there = [&other] { return cadre::async(other, [] { return 1; }); };
  BOOST_TEST(refused_in_a_task(pool, [&] { return cadre::then(here(), pool, same); }));
  BOOST_TEST(refused_in_a_task(pool, [&] { return cadre::then(here(), other, same); }));
  BOOST_TEST(refused_in_a_task(pool, [&] { return cadre::then(there(), pool, same); }));
  BOOST_TEST(refused_in_a_task(pool, [&] { return cadre::then(cadre::then(here(), other, same), other, same); }));
  BOOST_TEST(refused_in_a_task(pool, [&] { return here().then(boost::launch::deferred, same); }));
  BOOST_TEST(!refused_in_a_task(pool, [&] { return cadre::then(there(), other, same); }));
  other.wait_idle();
}

BOOST_AUTO_TEST_CASE(however_long_the_chain_is) {
  const surroundings around;
  cadre::memory_worker on;
  const auto perform = on.perform();
  cadre::pool pool(around.options({0, 1}));
  BOOST_TEST(refused_in_a_task(pool, [&] {
    auto number = cadre::async(pool, [] { return 1; });
    for (int i = 0; i < 1000; ++i) number = cadre::then(std::move(number), on, same);
    return number;
  }));
  std::size_t steps = 0;
  while (perform()) ++steps;
  BOOST_TEST(steps == 1000U);
}

// Room for another thread; a task that has begun; another pool's task; a loop's; one that is ready.
BOOST_AUTO_TEST_CASE(plain_waits_inside_a_task) {
  const surroundings around;
  cadre_test::real_threads threads;
  cadre::thread_worker loop(threads.starter());
  cadre::pool pool(around.options({0, 2}));
  cadre::pool other(around.options({0, 1}));
  BOOST_TEST(!refused_in_a_task(pool, [&] { return cadre::async(pool, [] {}); }));
  stall block;
  const open_at_end release(block.go);
  auto begun = cadre::async(pool, block.task());
  BOOST_REQUIRE(block.begun.reached(1));
  gate asked;
  auto waiting = cadre::async(pool, [&] {
    asked.open();
    return refuses(std::move(begun));
  });
  BOOST_REQUIRE(asked.passed());
  block.go.open();
  BOOST_TEST(!cadre::get(std::move(waiting)));
  pool.set_limits({0, 1});
  pool.join_surplus();
  BOOST_TEST(!refused_in_a_task(pool, [&] { return cadre::async(other, [] {}); }));
  BOOST_TEST(!refused_in_a_task(pool, [&] { return cadre::async(loop, [] {}); }));
  BOOST_TEST(!refused_in_a_task(pool, [] { return boost::make_ready_future(1); }));
  BOOST_TEST(!refused_in_a_task(pool, [&] {
    auto done = cadre::async(other, [] {});
    other.wait_idle();
    return done;
  }));
  loop.quit();
}

// DEF-29
BOOST_AUTO_TEST_CASE(a_dropped_task_ends_the_wait) {
  surroundings around;
  stall block;
  gate made;
  cadre::pool pool(around.options({2, 2}));
  const open_at_end release(block.go);
  pool.submit(block.task());
  BOOST_REQUIRE(block.begun.reached(1));
  std::string how;
  pool.submit([&] {
    auto unrun = cadre::async(pool, [] {});
    made.open();
    try {
      cadre::get(std::move(unrun));
    } catch (const cadre::task_dropped&) {
      how = "dropped";
    }
  });
  BOOST_REQUIRE(made.passed());
  BOOST_TEST(pool.drop_backlog() == 1U);
  block.go.open();
  pool.wait_idle();
  BOOST_TEST(how == "dropped");
  BOOST_TEST(around.errors.claim("task_dropped") == 1U);
}

BOOST_AUTO_TEST_SUITE_END()
