// asio_worker_test.cpp - proves what cadre/asio_worker.hpp promises of running tasks. The suites of every worker are
// part of this program too; see asio_kinds.hpp.

#include <algorithm>
#include <atomic>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/test/unit_test.hpp>
#include <boost/thread/future.hpp>
#include <cadre/asio_worker.hpp>
#include <chrono>
#include <cstddef>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "asio_kinds.hpp"
#include "gate.hpp"
#include "recorded_errors.hpp"
#include "starters.hpp"

namespace asio = boost::asio;
using cadre_test::accepted;
using cadre_test::at_once;
using cadre_test::deliberate;
using cadre_test::recorded_errors;
using cadre_test::runs_dry;
using cadre_test::texts;
using words = std::vector<std::string>;

BOOST_AUTO_TEST_SUITE(asio_worker)

// X-72 R-01 R-02 R-03 R-10: before the loop runs tasks are kept; then they run in order, none of them inside of submit.
BOOST_AUTO_TEST_CASE(tasks_wait_for_the_loop_and_run_in_order) {
  asio::io_context loop;
  cadre::asio_worker worker(loop);
  words order;
  worker.submit([&] {
    worker.submit([&order] { order.emplace_back("submitted by a task"); });
    order.emplace_back("first");
  });
  worker.submit([&order] { order.emplace_back("second"); });
  BOOST_TEST(order.empty());
  BOOST_TEST(runs_dry(loop));
  BOOST_TEST(order == (words{"first", "second", "submitted by a task"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(without_an_executor_there_is_no_worker) {
  BOOST_CHECK_THROW(cadre::asio_worker{asio::any_io_executor()}, std::invalid_argument);
}

// R-04 R-05: what is added during a turn waits for the next one, and other handlers of the loop come in between.
BOOST_AUTO_TEST_CASE(the_loops_own_handlers_get_their_turn) {
  asio::io_context loop;
  cadre::asio_worker worker(loop);
  words order;
  worker.submit([&] {
    order.emplace_back("a");
    worker.submit([&order] { order.emplace_back("b"); });
    asio::post(loop, [&order] { order.emplace_back("handler"); });
    order.emplace_back("a ends");
  });
  worker.submit([&order] { order.emplace_back("c"); });
  BOOST_TEST(runs_dry(loop));
  BOOST_TEST(order == (words{"a", "a ends", "c", "handler", "b"}), boost::test_tools::per_element());
}

// many wake-ups, one turn.
BOOST_AUTO_TEST_CASE(all_that_waits_is_one_handler) {
  int runs = 0;
  asio::io_context loop;
  cadre::asio_worker worker(loop);
  for (int i = 0; i < 1000; ++i) worker.submit([&runs] { ++runs; });
  BOOST_TEST(loop.poll() == 1U);
  BOOST_TEST(runs == 1000);
}

// X-73 X-93 R-02 R-07: from another thread, to a loop that sleeps as often as not; no call fails and none is lost.
BOOST_AUTO_TEST_CASE(a_hundred_thousand_calls_from_a_thread_are_run) {
  constexpr int calls = 100'000;
  int in_order = 0;
  std::atomic<int> refused = 0;
  bool on_the_loop = true;
  asio::io_context loop;
  cadre::asio_worker worker(loop, {.keep_running = true});
  std::thread caller([&] {
    for (int i = 0; i < calls; ++i)
      if (!accepted(worker, [&, i] {
            if (i == in_order) ++in_order;
            on_the_loop = on_the_loop && worker.running_here();
          }))
        ++refused;
    worker.quit();
  });
  BOOST_TEST(runs_dry(loop));
  caller.join();
  BOOST_TEST(in_order == calls);
  BOOST_TEST(refused == 0);
  BOOST_TEST(on_the_loop);
}

// a loop that sleeps is woken by each call; the next one comes only when the last one has been run.
BOOST_AUTO_TEST_CASE(a_sleeping_loop_is_woken) {
  cadre_test::tally ran;
  std::atomic<bool> all = true;
  asio::io_context loop;
  cadre::asio_worker worker(loop, {.keep_running = true});
  std::thread caller([&] {
    for (std::size_t i = 1; i <= 50; ++i) {
      worker.submit([&ran] { ran.add(); });
      all = all && ran.reached(i);
    }
    worker.quit();
  });
  BOOST_TEST(runs_dry(loop));
  caller.join();
  BOOST_TEST(all);
}

// X-92 R-09: from a timer's handler, on the loop's own thread; not only when the next timer is due.
BOOST_AUTO_TEST_CASE(a_call_from_a_timer_is_run_promptly) {
  bool ran = false;
  asio::io_context loop;
  cadre::asio_worker worker(loop);
  asio::steady_timer late(loop, std::chrono::minutes(1));
  late.async_wait([](const auto& /*cancelled*/) {});
  asio::steady_timer now(loop, std::chrono::milliseconds(1));
  now.async_wait([&](const auto& /*due*/) {
    worker.submit([&] {
      ran = true;
      late.cancel();
    });
  });
  BOOST_TEST(runs_dry(loop));
  BOOST_TEST(ran);
}

// W-07: several threads run the loop, and several submit; no strand is given.
BOOST_AUTO_TEST_CASE(tasks_never_overlap_on_several_threads) {
  std::atomic<int> inside = 0;
  std::atomic<int> overlaps = 0;
  std::vector<int> unprotected;
  asio::io_context loop;
  cadre::asio_worker worker(loop, {.keep_running = true});
  std::atomic<int> left = 2;
  at_once(5, [&](int who) {
    if (who > 1) {
      loop.run();
      return;
    }
    for (int i = 0; i < 500; ++i)
      worker.submit([&, value = who * 1000 + i] {
        if (++inside != 1) ++overlaps;
        unprotected.push_back(value);
        --inside;
      });
    if (--left == 0) worker.quit();
  });
  BOOST_TEST(overlaps == 0);
  BOOST_REQUIRE(unprotected.size() == 1000U);
  std::stable_partition(unprotected.begin(), unprotected.end(), [](int value) { return value < 1000; });
  BOOST_TEST(std::is_sorted(unprotected.begin(), unprotected.end()), "what one thread submits runs in its order");
}

// W-07: the strand's other handlers do not overlap with the tasks.
BOOST_AUTO_TEST_CASE(a_strand_is_respected) {
  std::atomic<int> inside = 0;
  std::atomic<int> overlaps = 0;
  std::size_t unprotected = 0;
  const auto alone = [&] {
    if (++inside != 1) ++overlaps;
    ++unprotected;
    --inside;
  };
  asio::io_context loop;
  const auto strand = asio::make_strand(loop);
  cadre::asio_worker worker(strand);
  for (int i = 0; i < 200; ++i) {
    worker.submit([&] {
      alone();
      if (unprotected < 400) worker.submit(alone);
    });
    asio::post(strand, alone);
  }
  at_once(3, [&](int) { loop.run(); });
  BOOST_TEST(overlaps == 0);
  BOOST_TEST(unprotected >= 400U);
}

// The next one is run inside the calling task; errors go where they always go.
BOOST_AUTO_TEST_CASE(a_task_may_execute_the_next_one) {
  words order;
  std::vector<bool> executed;
  recorded_errors errors;
  asio::io_context loop;
  cadre::asio_worker worker(loop, {.errors = errors.sink()});
  worker.submit([&] {
    for (int i = 0; i < 3; ++i) executed.push_back(worker.try_executing_one());
    order.emplace_back("outer");
  });
  worker.submit([&order] { order.emplace_back("inner"); });
  worker.submit([] { throw deliberate("inner"); });
  BOOST_TEST(runs_dry(loop));
  BOOST_TEST(order == (words{"inner", "outer"}), boost::test_tools::per_element());
  BOOST_TEST(executed == (std::vector<bool>{true, true, false}), boost::test_tools::per_element());
  BOOST_TEST(errors.claim() == (texts{"deliberate inner"}), boost::test_tools::per_element());
}

// M-04
BOOST_AUTO_TEST_CASE(futures_of_boost_run_on_the_loop) {
  asio::io_context loop;
  cadre::asio_worker worker(loop);
  auto answer = boost::async(worker, [] { return 42; });
  BOOST_TEST(!answer.is_ready());
  BOOST_TEST(runs_dry(loop));
  BOOST_REQUIRE(answer.is_ready());
  BOOST_TEST(answer.get() == 42);
}

BOOST_AUTO_TEST_SUITE_END()
