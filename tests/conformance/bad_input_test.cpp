// Input that is wrong, and calls at the wrong moment.

#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>

#include "fixture.hpp"

using namespace conformance;

BOOST_FIXTURE_TEST_SUITE(bad_input, Clean)

BOOST_AUTO_TEST_CASE(bad_sizes_at_construction) {  // L-02 M-21
  BOOST_CHECK_THROW(ThreadPool(-1, 5), std::invalid_argument);
  BOOST_CHECK_THROW(ThreadPool(5, 4), std::invalid_argument);
  BOOST_CHECK_THROW(ThreadPool(0, -1), std::invalid_argument);
  BOOST_CHECK_THROW(ThreadPool(-2, -1), std::invalid_argument);
  BOOST_CHECK_NO_THROW(ThreadPool(0, 0));
  BOOST_CHECK_NO_THROW(ThreadPool(5, 5));
}

// L-02 L-49 M-21: and nothing changes, neither the sizes nor the threads.
BOOST_AUTO_TEST_CASE(bad_sizes_later) {
  ThreadPool pool(1, 3);
  for (const bool running : {false, true}) {
    if (running) pool.start();
    BOOST_CHECK_THROW(pool.adjustPoolsize(-1), std::invalid_argument);
    BOOST_CHECK_THROW(pool.adjustPoolsize(4), std::invalid_argument);
    BOOST_CHECK_THROW(pool.adjustPoolsize(std::nullopt, 0), std::invalid_argument);
    BOOST_CHECK_THROW(pool.adjustPoolsize(std::nullopt, -1), std::invalid_argument);
    BOOST_CHECK_THROW(pool.adjustPoolsize(5, 2), std::invalid_argument);
    BOOST_TEST(pool.min() == 1);
    BOOST_TEST(pool.max() == 3);
    BOOST_TEST(pool.workers() == (running ? 1 : 0));
  }
  pool.stop();
}

// L-62 L-B10: an empty function is accepted and fails in the pool; it is no order to leave.
BOOST_AUTO_TEST_CASE(an_empty_function_fails_through_on_result) {
  bool success = true, isBadCall = false;
  Tally ran("the next job");
  ThreadPool pool(1, 1);
  pool.start();
  pool.callInThreadWithCallback(
      [&](bool given, Result result) {
        success = given;
        isBadCall = result.failure().check<std::bad_function_call>();
      },
      threadpool::Function());
  pool.callInThread([&ran] { ran.add(); });
  pool.stop();
  BOOST_TEST(!success);
  BOOST_TEST(isBadCall);
  BOOST_TEST(ran.count() == 1u);
}

BOOST_AUTO_TEST_CASE(an_empty_function_fails_through_the_log) {  // L-63 L-B10
  void (*nothing)() = nullptr;
  ThreadPool pool(1, 1);
  pool.start();
  pool.callInThread(threadpool::Function());
  pool.callInThread(nothing);
  pool.dispatch(nullptr, threadpool::Function());
  pool.stop();
  const auto errors = log.takeErrors();
  BOOST_TEST(errors.size() == 3u);
  for (const auto& logged : errors)
    BOOST_TEST(threadpool::Failure(logged.entry.exception).check<std::bad_function_call>());
}

// L-60: an empty onResult stands for none: what the function throws goes to the log.
BOOST_AUTO_TEST_CASE(an_empty_on_result) {
  ThreadPool pool(1, 1);
  pool.start();
  pool.callInThreadWithCallback(threadpool::OnResult(), [] { throw std::runtime_error("to the log"); });
  pool.callInThreadWithCallback(nullptr, [] {});
  pool.stop();
  BOOST_TEST(log.takeErrors().size() == 1u);
}

// L-64 L-65: a type that is no std::exception, thrown by function and onResult in one job.
BOOST_AUTO_TEST_CASE(exceptions_of_no_standard_type) {
  bool received = false;
  Tally ran("the next job");
  ThreadPool pool(1, 1);
  pool.start();
  pool.callInThreadWithCallback(
      [&](bool, Result result) {
        received = result.failure().check<const char*>();
        throw 1;
      },
      [] { throw "text"; });
  pool.callInThread([&ran] { ran.add(); });
  pool.stop();
  BOOST_TEST(received);
  BOOST_TEST(ran.count() == 1u);
  BOOST_TEST(log.takeErrors().size() == 1u);
}

// L-13: empty callbacks of the oldest form stand for none, as an empty onResult does: a value is thrown away, what the
// function throws goes to the log.
BOOST_AUTO_TEST_CASE(empty_callbacks_of_dispatch) {
  Tally ran("jobs");
  ThreadPool pool(1, 1);
  pool.start();
  pool.dispatchWithCallback(nullptr, nullptr, nullptr, threadpool::bind([&ran] { ran.add(); }));
  pool.dispatchWithCallback(nullptr, nullptr, nullptr, threadpool::bind([] { throw std::out_of_range("to the log"); }));
  pool.callInThread([&ran] { ran.add(); });
  pool.stop();
  BOOST_TEST(ran.count() == 2u);
  const auto errors = log.takeErrors();
  BOOST_TEST_REQUIRE(errors.size() == 1u);
  BOOST_TEST(threadpool::Failure(errors[0].entry.exception).check<std::out_of_range>());
}

// L-13 L-64: what a callback or errback throws is logged once, and is no business of the other.
BOOST_AUTO_TEST_CASE(callbacks_of_dispatch_that_throw) {
  Tally called("callbacks");
  const auto callback = [&called](std::any) { called.add(), throw std::runtime_error("callback"); };
  const auto errback = [&called](std::exception_ptr) { called.add(), throw std::logic_error("errback"); };
  ThreadPool pool(0, 1);
  pool.dispatchWithCallback(nullptr, callback, errback, threadpool::bind([] {}));
  pool.dispatchWithCallback(nullptr, callback, errback, threadpool::bind([] { throw 1; }));
  pool.start();
  pool.stop();
  BOOST_TEST(called.count() == 2u);
  const auto errors = log.takeErrors();
  BOOST_TEST_REQUIRE(errors.size() == 2u);
  BOOST_TEST(threadpool::Failure(errors[0].entry.exception).message() == "callback");
  BOOST_TEST(threadpool::Failure(errors[1].entry.exception).message() == "errback");
}

// L-21 L-29 L-30 L-33 S-25: each call at the wrong moment, in one life of a pool.
BOOST_AUTO_TEST_CASE(calls_at_the_wrong_moment) {
  Tally ran("jobs");
  ThreadPool pool(1, 2);
  pool.stop();
  pool.callInThread([&ran] { ran.add(); });  // dropped
  pool.start();
  pool.start();
  BOOST_TEST(pool.workers() == 1);
  pool.callInThread([&ran] { ran.add(); });
  pool.stop();
  pool.stop();
  pool.adjustPoolsize(2, 3);
  pool.callInThread([&ran] { ran.add(); });  // dropped
  BOOST_TEST(ran.count() == 1u);
  BOOST_TEST(pool.workers() == 0);
  BOOST_TEST(pool.threads().empty());
}

// L-26 L-34: destroyed while a job runs and another waits: both run.
BOOST_AUTO_TEST_CASE(destroyed_while_running) {
  Blocker job;
  Tally ran("the waiting job");
  auto pool = std::make_unique<ThreadPool>(0, 1);
  pool->start();
  occupy(*pool, job);
  pool->callInThread([&ran] { ran.add(); });
  job.release.open();
  pool.reset();
  BOOST_TEST(ran.count() == 1u);
}

BOOST_AUTO_TEST_SUITE_END()
