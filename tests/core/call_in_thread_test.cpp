// call_in_thread_test.cpp - proves what cadre/call_in_thread.hpp promises: of single calls, and of lists.

#include <atomic>
#include <boost/test/unit_test.hpp>
#include <cadre/call_from_thread.hpp>
#include <cadre/call_in_thread.hpp>
#include <cadre/loop_worker.hpp>
#include <cadre/memory_worker.hpp>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "gate.hpp"
#include "loop_fixture.hpp"
#include "probe.hpp"

using cadre_test::deliberate;
using cadre_test::driver;
using cadre_test::gate;
using cadre_test::loop_surroundings;
using cadre_test::probe;
using words = std::vector<std::string>;

BOOST_AUTO_TEST_SUITE(call_in_thread)

using cadre::call_in_thread;
using cadre::call_multiple_in_thread;

// X-71 R-11: with its arguments, on a thread that is not the loop's; errors go to the loop's sink.
BOOST_AUTO_TEST_CASE(a_call_runs_on_another_thread) {
  loop_surroundings around;
  std::thread::id there;
  gate done;
  cadre::loop_worker loop(around.options());
  {
    driver runs(loop);
    call_in_thread(
        loop,
        [&](std::unique_ptr<std::string> text) {
          there = std::this_thread::get_id();
          done.open();
          throw deliberate(*text);
        },
        std::make_unique<std::string>("job"));
    BOOST_TEST(done.passed());
    BOOST_TEST((there != runs.id()));
    BOOST_TEST((there != std::this_thread::get_id()));
  }
  BOOST_TEST(around.errors.claim("deliberate job") == 1U);
}

// R-11 R-15: calls that come while the loop stops are accepted or refused, nothing else.
BOOST_AUTO_TEST_CASE(a_call_that_meets_the_end_runs_or_is_refused) {
  for (int round = 0; round < 30; ++round) {
    const loop_surroundings around;
    std::atomic<int> runs = 0;
    int promised = 0;
    cadre_test::tally begun;
    cadre::loop_worker loop(around.options());
    driver drives(loop);
    std::thread caller([&] {
      try {
        for (;; ++promised) {
          call_in_thread(loop, [&runs] { ++runs; });
          begun.add();
        }
      } catch (const cadre::already_quit&) {
      }
    });
    BOOST_REQUIRE(begun.reached(5));
    drives.stop();
    caller.join();
    BOOST_REQUIRE(runs == promised);
  }
}

// X-78 R-25: one task, in order, on the same thread; the last one tells the loop.
BOOST_AUTO_TEST_CASE(a_list_is_called_in_order) {
  const loop_surroundings around;
  words order;
  std::vector<std::thread::id> where;
  gate done;
  cadre::loop_worker loop(around.options());
  driver runs(loop);
  std::vector<cadre::task> calls;
  for (const char* name : {"a", "b", "c"})
    calls.emplace_back([&, name] {
      order.emplace_back(name);
      where.push_back(std::this_thread::get_id());
    });
  calls.emplace_back([&] { cadre::call_from_thread(loop, [&done] { done.open(); }); });
  call_multiple_in_thread(loop.default_pool(), std::move(calls));
  BOOST_TEST(done.passed());
  BOOST_TEST(order == (words{"a", "b", "c"}), boost::test_tools::per_element());
  BOOST_TEST((where == std::vector(3, where.front())));
  BOOST_TEST((where.front() != runs.id()));
}

// R-25 M-08: each is destroyed before the next one starts.
BOOST_AUTO_TEST_CASE(a_list_is_one_task) {
  cadre::memory_worker worker;
  const auto perform = worker.perform();
  words order;
  std::vector<cadre::task> calls;
  for (const char* name : {"a", "b"})
    calls.emplace_back([&order, name, end = probe([&order, name] { order.push_back(name + std::string(" gone")); })] {
      order.emplace_back(name);
    });
  call_multiple_in_thread(worker, std::move(calls));
  BOOST_TEST(perform());
  BOOST_TEST(!perform());
  BOOST_TEST(order == (words{"a", "a gone", "b", "b gone"}), boost::test_tools::per_element());
}

// the first error ends the list, and is the task's; what is left is destroyed unrun.
BOOST_AUTO_TEST_CASE(the_first_error_ends_the_list) {
  cadre::memory_worker worker;
  const auto perform = worker.perform();
  int runs = 0;
  int gone = 0;
  std::vector<cadre::task> calls;
  calls.emplace_back([&runs] { ++runs; });
  calls.emplace_back([] { throw deliberate("second"); });
  for (int i = 0; i < 2; ++i) calls.emplace_back([&runs, end = probe([&gone] { ++gone; })] { runs += 10; });
  call_multiple_in_thread(worker, std::move(calls));
  BOOST_CHECK_THROW(perform(), deliberate);
  BOOST_TEST(runs == 1);
  BOOST_TEST(gone == 2);
}

BOOST_AUTO_TEST_CASE(an_empty_list_is_a_task_that_does_nothing) {
  cadre::memory_worker worker;
  const auto perform = worker.perform();
  call_multiple_in_thread(worker, {});
  BOOST_TEST(perform());
  BOOST_TEST(!perform());
  worker.quit();
  BOOST_CHECK_THROW(call_multiple_in_thread(worker, {}), cadre::already_quit);
}

// The empty one is named by its number, and none of the others runs.
BOOST_AUTO_TEST_CASE(a_list_with_an_empty_call_is_refused) {
  cadre::memory_worker worker;
  const auto perform = worker.perform();
  std::vector<cadre::task> calls;
  calls.emplace_back([] {});
  calls.emplace_back(std::function<void()>());
  BOOST_CHECK_EXCEPTION(call_multiple_in_thread(worker, std::move(calls)), std::invalid_argument,
                        [](const auto& error) { return std::string(error.what()).find(" 1 ") != std::string::npos; });
  BOOST_TEST(!perform());
}

BOOST_AUTO_TEST_SUITE_END()
