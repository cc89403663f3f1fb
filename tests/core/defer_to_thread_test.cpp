// defer_to_thread_test.cpp - proves what cadre/defer_to_thread.hpp promises: each result arrives, on the loop's thread.

#include <atomic>
#include <boost/test/unit_test.hpp>
#include <boost/thread/future.hpp>
#include <cadre/defer_to_thread.hpp>
#include <cadre/loop_worker.hpp>
#include <cadre/memory_worker.hpp>
#include <cadre/pool.hpp>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>
#include <type_traits>
#include <utility>

#include "gate.hpp"
#include "loop_fixture.hpp"
#include "probe.hpp"

using cadre_test::deliberate;
using cadre_test::driver;
using cadre_test::gate;
using cadre_test::loop_surroundings;
using cadre_test::probe;

namespace {

/// Waits for it, with an end.
template <class T>
[[nodiscard]] bool arrives(boost::future<T>& result) {
  return cadre_test::eventually([&] { return result.is_ready(); });
}

/// Drives the loop here until the result is there.
template <class T>
[[nodiscard]] bool arrives(boost::future<T>& result, cadre::loop_worker& loop) {
  return cadre_test::eventually([&] {
    loop.poll();
    return result.is_ready();
  });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(defer_to_thread)

using cadre::defer_to_thread;

// X-79 R-21: arguments go there, the result comes back.
BOOST_AUTO_TEST_CASE(a_result_comes_from_the_default_pool) {
  const loop_surroundings around;
  cadre::loop_worker loop(around.options());
  const driver runs(loop);
  auto answer = defer_to_thread(
      loop, [](std::string text, std::unique_ptr<int> number) { return text + std::to_string(*number); },
      std::string("n = "), std::make_unique<int>(7));
  static_assert(std::is_same_v<decltype(answer), boost::future<std::string>>);
  BOOST_REQUIRE(arrives(answer));
  BOOST_TEST(answer.get() == "n = 7");
}

// R-20 R-21: the function runs elsewhere, the result arrives on the loop, in one of its tasks.
BOOST_AUTO_TEST_CASE(the_result_is_delivered_on_the_loops_thread) {
  const loop_surroundings around;
  std::thread::id called;
  std::thread::id delivered;
  bool in_task = false;
  cadre::loop_worker loop(around.options());
  auto seen = defer_to_thread(loop, [&called] {
                called = std::this_thread::get_id();
              }).then(boost::launch::sync, [&](boost::future<void> ready) {
    delivered = std::this_thread::get_id();
    in_task = loop.running_here();
    ready.get();
  });
  BOOST_REQUIRE(arrives(seen, loop));
  seen.get();
  BOOST_TEST((called != std::this_thread::get_id()));
  BOOST_TEST((delivered == std::this_thread::get_id()));
  BOOST_TEST(in_task);
}

// X-80 R-21: with its type.
BOOST_AUTO_TEST_CASE(an_error_comes_back) {
  const loop_surroundings around;
  cadre::loop_worker loop(around.options());
  const driver runs(loop);
  auto answer = defer_to_thread(loop, []() -> int { throw deliberate("deferred"); });
  BOOST_REQUIRE(arrives(answer));
  BOOST_CHECK_EXCEPTION(answer.get(), deliberate,
                        [](const deliberate& error) { return error.what() == std::string("deferred"); });
}

// X-81 R-21
BOOST_AUTO_TEST_CASE(an_error_after_a_success_comes_back) {
  const loop_surroundings around;
  cadre::loop_worker loop(around.options());
  const driver runs(loop);
  auto first = defer_to_thread(loop, [] { return 1; });
  BOOST_REQUIRE(arrives(first));
  BOOST_TEST(first.get() == 1);
  auto second = defer_to_thread(loop, []() -> int { throw deliberate("second"); });
  BOOST_REQUIRE(arrives(second));
  BOOST_CHECK_THROW(second.get(), deliberate);
}

// X-82 R-20: any worker will do for a pool.
BOOST_AUTO_TEST_CASE(a_result_comes_from_another_pool) {
  const loop_surroundings around;
  cadre::loop_worker loop(around.options());
  cadre::pool pool({.limits = {0, 2}});
  const driver runs(loop);
  auto answer = defer_to_thread(
      loop, pool, [](int a, int b) { return a * b; }, 6, 7);
  BOOST_REQUIRE(arrives(answer));
  BOOST_TEST(answer.get() == 42);
  int target = 3;
  auto shared = defer_to_thread(
      loop, pool, [](int& of) -> int& { return of; }, std::ref(target));
  BOOST_REQUIRE(arrives(shared));
  BOOST_TEST(&shared.get() == &target);
}

// X-83 R-20
BOOST_AUTO_TEST_CASE(an_error_comes_from_another_pool) {
  const loop_surroundings around;
  cadre::loop_worker loop(around.options());
  cadre::pool pool({.limits = {0, 2}});
  const driver runs(loop);
  auto answer = defer_to_thread(loop, pool, [] { throw deliberate("private"); });
  BOOST_REQUIRE(arrives(answer));
  BOOST_CHECK_THROW(answer.get(), deliberate);
}

// a pool that drops the job.
BOOST_AUTO_TEST_CASE(what_the_pool_drops_fails) {
  const loop_surroundings around;
  cadre::loop_worker loop(around.options());
  std::optional<cadre::memory_worker> worker(std::in_place);
  std::optional perform(worker->perform());
  auto answer = defer_to_thread(loop, *worker, [] { return 1; });
  worker.reset();
  perform.reset();
  BOOST_REQUIRE(arrives(answer, loop));
  BOOST_CHECK_THROW(answer.get(), cadre::task_dropped);
}

// one that refuses it.
BOOST_AUTO_TEST_CASE(what_the_pool_refuses_fails) {
  const loop_surroundings around;
  cadre::loop_worker loop(around.options());
  cadre::memory_worker worker;
  worker.quit();
  auto answer = defer_to_thread(loop, worker, [] { return 1; });
  BOOST_REQUIRE(arrives(answer, loop));
  BOOST_CHECK_THROW(answer.get(), cadre::already_quit);
}

// the default pool of a loop that is never driven.
BOOST_AUTO_TEST_CASE(what_a_loop_drops_fails) {
  loop_surroundings around;
  std::optional<cadre::loop_worker> loop(std::in_place, around.options());
  auto answer = defer_to_thread(*loop, [] { return 1; });
  loop.reset();
  BOOST_REQUIRE(arrives(answer));
  BOOST_CHECK_THROW(answer.get(), cadre::already_quit);
  BOOST_TEST(around.errors.claim("task_dropped") == 1U);
}

// a job that finishes while the loop stops: its result is not left in a queue that nobody reads.
BOOST_AUTO_TEST_CASE(what_finishes_while_the_loop_stops_arrives) {
  const loop_surroundings around;
  gate go;
  std::thread::id delivered;
  cadre::loop_worker loop(around.options());
  auto seen = defer_to_thread(loop, [&go] {
                return go.passed() ? 7 : 0;
              }).then(boost::launch::sync, [&](boost::future<int> ready) {
    delivered = std::this_thread::get_id();
    return ready.get();
  });
  loop.submit([&] {
    loop.stop();
    loop.submit([&] { loop.submit([&go] { go.open(); }); });
  });
  loop.run();
  BOOST_REQUIRE(seen.is_ready());
  BOOST_TEST(seen.get() == 7);
  BOOST_TEST((delivered == std::this_thread::get_id()));
}

// a pool of one's own may finish later than the loop.
BOOST_AUTO_TEST_CASE(what_finishes_after_the_loop_fails) {
  const loop_surroundings around;
  cadre::loop_worker loop(around.options());
  cadre::memory_worker worker;
  const auto perform = worker.perform();
  auto answer = defer_to_thread(loop, worker, [] { return 1; });
  loop.stop();
  loop.run();
  BOOST_TEST(perform());
  BOOST_REQUIRE(answer.is_ready());
  BOOST_CHECK_THROW(answer.get(), cadre::already_quit);
}

// DEF-31 R-19
BOOST_AUTO_TEST_CASE(after_the_loops_end_it_is_refused) {
  const loop_surroundings around;
  cadre::loop_worker loop(around.options());
  loop.stop();
  loop.run();
  BOOST_CHECK_THROW(static_cast<void>(defer_to_thread(loop, [] { return 1; })), cadre::already_quit);
}

// nobody wants the result any more, but the function was promised to run.
BOOST_AUTO_TEST_CASE(to_drop_the_future_takes_nothing_back) {
  const loop_surroundings around;
  int runs = 0;
  cadre::loop_worker loop(around.options());
  cadre::memory_worker worker;
  const auto perform = worker.perform();
  static_cast<void>(defer_to_thread(loop, worker, [&runs] { ++runs; }));
  BOOST_TEST(perform());
  BOOST_TEST(runs == 1);
  BOOST_TEST(loop.poll() == 1U);
}

// M-08: what the function owned is gone before the result arrives, on the thread that called it.
BOOST_AUTO_TEST_CASE(the_function_is_destroyed_where_it_was_called) {
  const loop_surroundings around;
  std::thread::id there;
  cadre::loop_worker loop(around.options());
  auto answer = defer_to_thread(
      loop, [end = probe([&there] { there = std::this_thread::get_id(); })] { return std::this_thread::get_id(); });
  BOOST_REQUIRE(arrives(answer, loop));
  BOOST_TEST((answer.get() == there));
  BOOST_TEST((there != std::this_thread::get_id()));
}

BOOST_AUTO_TEST_CASE(an_empty_function_is_refused_at_once) {
  const loop_surroundings around;
  cadre::loop_worker loop(around.options());
  cadre::memory_worker worker;
  BOOST_CHECK_THROW(static_cast<void>(defer_to_thread(loop, worker, std::function<int()>())), std::invalid_argument);
  BOOST_CHECK_THROW(static_cast<void>(defer_to_thread(loop, std::function<int()>())), std::invalid_argument);
}

BOOST_AUTO_TEST_SUITE_END()
