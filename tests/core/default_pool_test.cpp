// default_pool_test.cpp - proves what cadre/loop_worker.hpp promises of the pool that comes with a loop.

#include <atomic>
#include <boost/test/unit_test.hpp>
#include <cadre/call_in_thread.hpp>
#include <cadre/loop_worker.hpp>
#include <stdexcept>
#include <string>
#include <system_error>
#include <utility>

#include "gate.hpp"
#include "loop_fixture.hpp"
#include "starters.hpp"

using cadre::call_in_thread;
using cadre_test::gate;
using cadre_test::loop_surroundings;
using cadre_test::tally;

BOOST_AUTO_TEST_SUITE(default_pool)

// X-90 R-11 R-12 R-15 R-16: not started before the loop is driven, started then, and joined when run returns.
BOOST_AUTO_TEST_CASE(it_lives_while_the_loop_is_driven) {
  const loop_surroundings around;
  tally ran;
  cadre::loop_worker loop(around.options());
  BOOST_TEST(loop.default_pool().limits().max == 0U);
  for (int i = 0; i < 3; ++i) call_in_thread(loop, [&ran] { ran.add(); });
  BOOST_TEST(around.threads.calls() == 0U);
  BOOST_TEST(ran.count() == 0U);
  loop.submit([&] {
    BOOST_TEST(loop.default_pool().limits().min == 0U);
    BOOST_TEST(loop.default_pool().limits().max == 10U);
    BOOST_TEST(ran.reached(3));
    BOOST_TEST(around.threads.live() > 0U);
    loop.stop();
  });
  loop.run();
  BOOST_TEST(around.threads.live() == 0U);
  BOOST_TEST(around.threads.handles() == 0U);
}

// made once, with the loop's name, errors and hooks.
BOOST_AUTO_TEST_CASE(it_is_made_as_the_loop_says) {
  loop_surroundings around;
  tally hooks;
  gate ran;
  auto options = around.options();
  options.pool_name = "helpers";
  options.pool_hooks = {.start = [&hooks] { hooks.add(); }, .exit = [&hooks] { hooks.add(); }};
  cadre::loop_worker loop(std::move(options));
  BOOST_TEST(&loop.default_pool() == &loop.default_pool());
  BOOST_TEST(loop.default_pool().name() == "helpers");
  call_in_thread(loop, [&ran] {
    ran.open();
    throw cadre_test::deliberate("job");
  });
  loop.poll();
  BOOST_TEST(ran.passed());
  loop.stop();
  loop.run();
  BOOST_TEST(around.threads.names().front() == "helpers/1");
  BOOST_TEST(hooks.count() == 2U);
  BOOST_TEST(around.errors.claim("deliberate job") == 1U);
}

// R-13 X-71 R-29: made while the loop runs, it is started at once; its jobs run on other threads.
BOOST_AUTO_TEST_CASE(made_while_the_loop_runs_it_is_started_at_once) {
  const loop_surroundings around;
  gate ran;
  bool elsewhere = false;
  cadre::loop_worker loop(around.options());
  loop.submit([&] {
    call_in_thread(loop, [&] {
      elsewhere = !loop.running_here() && cadre::loop_worker::current() == nullptr;
      ran.open();
    });
    BOOST_TEST(ran.passed());
    loop.stop();
  });
  loop.run();
  BOOST_TEST(elsewhere);
}

// X-70 X-91 R-14
BOOST_AUTO_TEST_CASE(a_size_can_be_suggested_at_any_time) {
  const loop_surroundings around;
  cadre::loop_worker loop(around.options());
  loop.suggest_pool_size(17);
  BOOST_TEST(loop.default_pool().limits().max == 0U);
  loop.poll();
  BOOST_TEST(loop.default_pool().limits().max == 17U);
  for (const int most : {34, 4}) {
    loop.suggest_pool_size(most);
    BOOST_TEST(loop.default_pool().limits().max == static_cast<std::size_t>(most));
    BOOST_TEST(loop.default_pool().limits().min == 0U);
  }
}

// the value is named, and nothing has changed.
BOOST_AUTO_TEST_CASE(a_size_below_one_is_refused) {
  const loop_surroundings around;
  cadre::loop_worker loop(around.options());
  loop.poll();
  for (const int bad : {0, -3})
    BOOST_CHECK_EXCEPTION(loop.suggest_pool_size(bad), std::invalid_argument, [bad](const auto& error) {
      return std::string(error.what()).find(std::to_string(bad)) != std::string::npos;
    });
  BOOST_TEST(loop.default_pool().limits().max == 10U);
}

// of several at once the last one holds, whichever it was; none is undone by a slower one.
BOOST_AUTO_TEST_CASE(sizes_suggested_at_once_leave_one_of_them) {
  for (int round = 0; round < 50; ++round) {
    const loop_surroundings around;
    cadre::loop_worker loop(around.options());
    cadre_test::at_once(3, [&](int i) {
      if (i == 0) loop.poll();
      if (i > 0) loop.suggest_pool_size(i);
    });
    const std::size_t most = loop.default_pool().limits().max;
    BOOST_REQUIRE((most == 1U || most == 2U));
  }
}

BOOST_AUTO_TEST_CASE(a_thread_of_the_pool_does_not_drive_the_loop) {
  const loop_surroundings around;
  gate ended;
  std::atomic<bool> refused = false;
  cadre::loop_worker loop(around.options());
  loop.poll();
  call_in_thread(loop, [&] {
    try {
      loop.run();
    } catch (const std::system_error& error) {
      refused = error.code() == std::errc::resource_deadlock_would_occur;
    }
    ended.open();
  });
  BOOST_TEST(ended.passed());
  BOOST_TEST(refused);
}

// A thread that cannot be had is reported, the loop goes on, and at the end no job is lost.
BOOST_AUTO_TEST_CASE(a_pool_without_threads_does_not_stop_the_loop) {
  loop_surroundings around;
  std::atomic<int> runs = 0;
  cadre::loop_worker loop(around.options());
  call_in_thread(loop, [&runs] { ++runs; });
  around.threads.allow(0);
  loop.submit([&runs] { ++runs; });
  BOOST_TEST(loop.poll() == 1U);
  BOOST_TEST(around.errors.claim("exception no thread to be had") > 0U);
  BOOST_TEST(runs == 1);
  around.threads.allow(cadre::testing::counted_threads::any_number);
  loop.stop();
  loop.run();
  BOOST_TEST(runs == 2);
  static_cast<void>(around.errors.claim("exception no thread to be had"));
}

BOOST_AUTO_TEST_SUITE_END()
