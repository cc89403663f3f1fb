// loop_worker_test.cpp - proves what cadre/loop_worker.hpp promises of calls, their order, and of driving. Where
// possible the test's own thread drives the loop, turn by turn.

#include <pthread.h>
#include <time.h>

#include <atomic>
#include <boost/test/unit_test.hpp>
#include <cadre/loop_worker.hpp>
#include <chrono>
#include <functional>
#include <stdexcept>
#include <string>
#include <system_error>
#include <thread>
#include <vector>

#include "gate.hpp"
#include "loop_fixture.hpp"
#include "starters.hpp"

using cadre_test::deliberate;
using cadre_test::driver;
using cadre_test::gate;
using cadre_test::loop_surroundings;
using cadre_test::tally;
using cadre_test::texts;
using words = std::vector<std::string>;

namespace {

bool is_refused(const std::function<void()>& call, std::errc why) {
  try {
    call();
  } catch (const std::system_error& error) {
    return error.code() == why;
  }
  return false;
}

std::chrono::nanoseconds processor_time() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return std::chrono::seconds(now.tv_sec) + std::chrono::nanoseconds(now.tv_nsec);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(loop_worker)

// R-02 R-03 R-10 X-69 W-15: what comes before the loop is driven waits for its first turn, and runs in order.
BOOST_AUTO_TEST_CASE(calls_wait_for_the_first_turn) {
  const loop_surroundings around;
  words order;
  cadre::loop_worker loop(around.options());
  for (const char* name : {"a", "b", "c"}) loop.submit([&order, name] { order.emplace_back(name); });
  BOOST_TEST(order.empty());
  BOOST_TEST(loop.poll() == 3U);
  BOOST_TEST(order == (words{"a", "b", "c"}), boost::test_tools::per_element());
  BOOST_TEST(loop.poll() == 0U);
}

// X-72 R-02: on the loop's own thread too.
BOOST_AUTO_TEST_CASE(nothing_runs_inside_of_submit) {
  const loop_surroundings around;
  words order;
  cadre::loop_worker loop(around.options());
  loop.submit([&] {
    loop.submit([&order] { order.emplace_back("inner"); });
    order.emplace_back("outer");
  });
  BOOST_TEST(loop.poll() == 1U);
  BOOST_TEST(order == words{"outer"}, boost::test_tools::per_element());
  BOOST_TEST(loop.poll() == 1U);
  BOOST_TEST(order == (words{"outer", "inner"}), boost::test_tools::per_element());
}

// R-04 R-06: one turn runs what was there when it began, then what is due; an error is reported, and stops nothing.
BOOST_AUTO_TEST_CASE(a_turn_runs_what_was_there_when_it_began) {
  cadre_test::timed_loop_surroundings around;
  words order;
  cadre::loop_worker loop(around.options());
  loop.submit([&] {
    order.emplace_back("a");
    loop.submit([&order] { order.emplace_back("b"); });
    order.emplace_back("a-end");
  });
  loop.submit([] { throw deliberate("failing"); });
  loop.submit([&order] { order.emplace_back("c"); });
  loop.submit_at(loop.now(), [&order] { order.emplace_back("timer"); });
  BOOST_TEST(loop.poll() == 4U);
  BOOST_TEST(order == (words{"a", "a-end", "c", "timer"}), boost::test_tools::per_element());
  BOOST_TEST(loop.poll() == 1U);
  BOOST_TEST(order.back() == "b");
  BOOST_TEST(around.errors.claim() == texts{"deliberate failing"}, boost::test_tools::per_element());
}

// any type, on the loop's thread; a sink that throws, or that submits, does no harm.
BOOST_AUTO_TEST_CASE(errors_are_reported_on_the_loops_thread) {
  loop_surroundings around;
  cadre::loop_worker loop(around.options());
  loop.submit([] { throw 7; });
  {
    const driver runs(loop);
    tally next;
    loop.submit([&next] { next.add(); });
    BOOST_TEST(next.reached(1));
    BOOST_TEST((around.errors.threads() == std::vector{runs.id()}));
  }
  BOOST_TEST(around.errors.claim() == texts{"int 7"}, boost::test_tools::per_element());

  cadre::loop_worker* self = nullptr;
  int runs = 0;
  cadre::loop_worker other({.errors = [&](const std::exception_ptr&) {
    self->submit([&runs] { ++runs; });
    throw deliberate("sink");
  }});
  self = &other;
  other.submit([] { throw deliberate("task"); });
  BOOST_TEST(other.poll() == 1U);
  BOOST_TEST(other.poll() == 1U);
  BOOST_TEST(runs == 1);
}

// R-05 R-09 X-92: what a call, or a time, submits is not kept waiting for the next time.
BOOST_AUTO_TEST_CASE(what_comes_from_inside_is_not_kept_waiting) {
  cadre_test::timed_loop_surroundings around;
  bool in_time = false;
  cadre::loop_worker loop(around.options());
  loop.submit_at(loop.now() + std::chrono::seconds(60), [] {});
  loop.submit_at(loop.now(), [&] {
    loop.submit([&] {
      loop.submit([&] {
        in_time = loop.now() == cadre::clock::time_point{};
        loop.stop();
      });
    });
  });
  BOOST_TEST(loop.run() == 3U);
  BOOST_TEST(in_time);
  BOOST_TEST(around.errors.claim("task_dropped") == 1U);
}

// a loop that sleeps hears of each call; a lost wake-up would leave one waiting.
BOOST_AUTO_TEST_CASE(a_call_wakes_the_loop) {
  const loop_surroundings around;
  tally ran;
  cadre::loop_worker loop(around.options());
  driver runs(loop);
  for (std::size_t i = 1; i <= 2000; ++i) {
    loop.submit([&ran] { ran.add(); });
    BOOST_REQUIRE(ran.reached(i));
  }
  runs.stop();
  BOOST_TEST(runs.ran() == 2000U);
}

// R-07 R-08 X-73: many calls are no trouble, and one turn is enough for all of them.
BOOST_AUTO_TEST_CASE(many_calls_take_one_turn) {
  const loop_surroundings around;
  std::size_t runs = 0;
  cadre::loop_worker loop(around.options());
  std::thread([&] {
    for (int i = 0; i < 100'000; ++i) loop.submit([&runs] { ++runs; });
  }).join();
  BOOST_TEST(loop.poll() == 100'000U);
  BOOST_TEST(runs == 100'000U);
}

// R-03 R-07 X-73: while it runs, from several threads: each one's calls in their order.
BOOST_AUTO_TEST_CASE(many_calls_to_a_loop_that_runs_keep_their_order) {
  const loop_surroundings around;
  std::vector<int> next(3, 0);
  int wrong = 0;
  cadre::loop_worker loop(around.options());
  driver runs(loop);
  cadre_test::at_once(3, [&](int who) {
    for (int i = 0; i < 30'000; ++i)
      loop.submit([&, who, i] {
        if (next[static_cast<std::size_t>(who)]++ != i) ++wrong;
      });
  });
  runs.stop();
  BOOST_TEST(runs.ran() == 90'000U);
  BOOST_TEST(wrong == 0);
}

BOOST_AUTO_TEST_CASE(one_thread_drives_at_a_time) {
  loop_surroundings around;
  cadre::loop_worker loop(around.options());
  gate begun;
  gate go;
  loop.submit([&] {
    begun.open();
    static_cast<void>(go.passed());
  });
  {
    const driver runs(loop);
    const cadre_test::open_at_end release(go);
    BOOST_TEST(begun.passed());
    const auto busy = std::errc::device_or_resource_busy;
    BOOST_TEST(is_refused([&] { loop.run(); }, busy));
    BOOST_TEST(is_refused([&] { loop.run_for(std::chrono::seconds(1)); }, busy));
    BOOST_TEST(is_refused([&] { loop.poll(); }, busy));
    BOOST_TEST(cadre::loop_worker::current() == nullptr);
  }
  BOOST_TEST(loop.closed());
}

// Also from a loop inside of it; and nothing has changed.
BOOST_AUTO_TEST_CASE(a_task_does_not_drive_its_own_loop) {
  loop_surroundings around;
  cadre::loop_worker loop(around.options());
  cadre::loop_worker inner(around.options());
  int refused = 0;
  int runs = 0;
  const auto try_all = [&] {
    const auto deadlock = std::errc::resource_deadlock_would_occur;
    refused += is_refused([&] { loop.run(); }, deadlock) ? 1 : 0;
    refused += is_refused([&] { loop.run_for(std::chrono::seconds(1)); }, deadlock) ? 1 : 0;
    refused += is_refused([&] { loop.poll(); }, deadlock) ? 1 : 0;
  };
  loop.submit([&] {
    try_all();
    inner.submit(try_all);
    inner.poll();
  });
  loop.submit([&runs] { ++runs; });
  BOOST_TEST(loop.poll() == 2U);
  BOOST_TEST(refused == 6);
  BOOST_TEST(runs == 1);
}

BOOST_AUTO_TEST_CASE(a_task_may_drive_another_loop) {
  const loop_surroundings around;
  cadre::loop_worker outer(around.options());
  cadre::loop_worker inner(around.options());
  int right = 0;
  inner.submit([&] {
    if (cadre::loop_worker::current() == &inner && outer.running_here() && inner.running_here()) ++right;
  });
  outer.submit([&] {
    if (cadre::loop_worker::current() == &outer) ++right;
    BOOST_TEST(inner.poll() == 1U);
    if (cadre::loop_worker::current() == &outer && !inner.running_here()) ++right;
  });
  BOOST_TEST(outer.poll() == 1U);
  BOOST_TEST(right == 3);
  BOOST_TEST(cadre::loop_worker::current() == nullptr);
}

// The next one of the turn, then what came since; both count.
BOOST_AUTO_TEST_CASE(a_task_may_run_the_one_that_waits_behind_it) {
  const loop_surroundings around;
  words order;
  cadre::loop_worker loop(around.options());
  loop.submit([&] {
    loop.submit([&order] { order.emplace_back("new"); });
    for (int i = 0; i < 3; ++i) order.emplace_back(loop.try_executing_one() ? "one" : "none");
  });
  loop.submit([&order] { order.emplace_back("next"); });
  BOOST_TEST(!loop.try_executing_one(), "this thread runs no task of the loop");
  BOOST_TEST(loop.poll() == 3U);
  BOOST_TEST(order == (words{"next", "one", "new", "one", "none"}), boost::test_tools::per_element());
}

// M-20: whoever drives next goes on behind a task that ended its thread, with the same turn.
BOOST_AUTO_TEST_CASE(a_thread_ended_by_force_ends_its_drive_only) {
  const loop_surroundings around;
  words order;
  cadre::loop_worker loop(around.options());
  loop.submit([&order] { order.emplace_back("first"); });
  loop.submit([] { pthread_exit(nullptr); });
  loop.submit([&order] { order.emplace_back("next"); });
  cadre_test::posix_threads threads;
  threads.starter()([&loop] { loop.run(); });
  threads.join();
  loop.submit([&order] { order.emplace_back("last"); });
  BOOST_TEST(!loop.closed());
  BOOST_TEST(loop.poll() == 1U);
  BOOST_TEST(loop.poll() == 1U);
  BOOST_TEST(order == (words{"first", "next", "last"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_loop_that_waits_costs_no_processor_time) {
  const loop_surroundings around;
  cadre::loop_worker loop(around.options());
  const auto before = processor_time();
  BOOST_TEST(loop.run_for(std::chrono::milliseconds(100)) == 0U);
  BOOST_TEST((processor_time() - before < std::chrono::milliseconds(50)));
}

BOOST_AUTO_TEST_CASE(a_loop_without_a_thread_factory_is_refused) {
  BOOST_CHECK_THROW(cadre::loop_worker({.pool_threads = nullptr}), std::invalid_argument);
}

BOOST_AUTO_TEST_SUITE_END()
