// executor_test.cpp - proves that workers are executors of Boost.Thread (cadre/worker.hpp).

#include <boost/test/unit_test.hpp>
#include <boost/thread/executors/generic_executor_ref.hpp>
#include <boost/thread/future.hpp>
#include <cadre/lock_worker.hpp>
#include <cadre/memory_worker.hpp>
#include <cadre/pool.hpp>
#include <stdexcept>
#include <string>

#include "gate.hpp"
#include "recorded_errors.hpp"

using cadre_test::deliberate;

BOOST_AUTO_TEST_SUITE(executor)

// M-04
BOOST_AUTO_TEST_CASE(async_runs_its_function_in_a_task) {
  cadre::memory_worker worker;
  const auto perform = worker.perform();
  auto answer = boost::async(worker, [] { return 42; });
  BOOST_TEST(!answer.is_ready());
  BOOST_TEST(perform());
  BOOST_REQUIRE(answer.is_ready());
  BOOST_TEST(answer.get() == 42);
}

// M-02 M-04: Boost 1.74 keeps the standard type of an exception, later versions the type itself.
BOOST_AUTO_TEST_CASE(async_delivers_exceptions) {
  cadre::memory_worker worker;
  const auto perform = worker.perform();
  auto answer = boost::async(worker, []() -> int { throw deliberate("in async"); });
  BOOST_TEST(perform());
  BOOST_CHECK_EXCEPTION(answer.get(), std::runtime_error,
                        [](const std::runtime_error& error) { return error.what() == std::string("in async"); });
}

// M-04
BOOST_AUTO_TEST_CASE(continuations_run_in_a_task_of_the_worker_named) {
  cadre::memory_worker first;
  cadre::memory_worker second;
  const auto perform_first = first.perform();
  const auto perform_second = second.perform();
  bool there = false;
  auto answer = boost::async(first, [] { return 20; }).then(second, [&](boost::future<int> value) {
    there = second.running_here();
    return value.get() + 1;
  });
  BOOST_TEST(perform_first());
  while (perform_second()) {
  }
  BOOST_REQUIRE(answer.is_ready());
  BOOST_TEST(answer.get() == 21);
  BOOST_TEST(there);
}

// M-04 M-29
BOOST_AUTO_TEST_CASE(a_worker_can_be_used_through_its_base) {
  cadre::lock_worker lock;
  cadre::worker& any = lock;
  BOOST_TEST(boost::async(any, [] { return 7; }).get() == 7);
}

// M-13
BOOST_AUTO_TEST_CASE(the_type_erased_executor_of_boost_takes_a_worker) {
  cadre::memory_worker worker;
  const auto perform = worker.perform();
  boost::generic_executor_ref any(worker);
  int runs = 0;
  any.submit([&runs] { ++runs; });
  BOOST_TEST(perform());
  BOOST_TEST(runs == 1);
  BOOST_TEST(!any.closed());
  any.close();
  BOOST_TEST(any.closed());
  BOOST_TEST(worker.closed());
}

// M-04 M-28
BOOST_AUTO_TEST_CASE(a_pool_serves_futures) {
  cadre_test::gate ready;
  cadre::pool pool({.limits = {0, 2}});
  auto answer = boost::async(pool, [] { return 1; }).then(pool, [&ready](boost::future<int> one) {
    ready.open();
    return one.get() + 1;
  });
  BOOST_REQUIRE(ready.passed());
  BOOST_TEST(answer.get() == 2);
}

BOOST_AUTO_TEST_CASE(a_worker_that_quit_refuses_async) {
  cadre::memory_worker worker;
  worker.quit();
  BOOST_CHECK_THROW(boost::async(worker, [] { return 1; }), cadre::already_quit);
}

// M-04 LW-05: on a lock_worker tasks never nest, so there is none to execute inside of another.
BOOST_AUTO_TEST_CASE(a_lock_worker_executes_none_in_between) {
  cadre::lock_worker worker;
  bool executed = true;
  int runs = 0;
  worker.submit([&] {
    worker.submit([&runs] { ++runs; });
    executed = worker.try_executing_one();
    BOOST_TEST(runs == 0);
  });
  BOOST_TEST(!executed);
  BOOST_TEST(runs == 1);
  BOOST_TEST(!worker.try_executing_one());
}

BOOST_AUTO_TEST_SUITE_END()
