// What reaches the log, and what does not: errors that nobody received, each once, and dumpStats.

#include <algorithm>
#include <exception>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "../support/stderr_capture.hpp"
#include "fixture.hpp"

using namespace conformance;
using threadpool::LogLevel;

namespace {

bool mentions(const std::vector<support::LoggedEntry>& entries, const std::string& one, const std::string& two) {
  return std::any_of(entries.begin(), entries.end(), [&](const support::LoggedEntry& logged) {
    return logged.entry.text.find(one) != std::string::npos && logged.entry.text.find(two) != std::string::npos;
  });
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(logging, Clean)

// X-08 L-22 L-26 L-63 S-33: one error, from a job submitted before start.
BOOST_AUTO_TEST_CASE(a_failure_without_on_result_is_logged_once) {
  std::thread::id ran;
  ThreadPool pool(0, 1);
  pool.callInThread([&ran] {
    ran = std::this_thread::get_id();
    throw std::out_of_range("nobody receives this");
  });
  pool.start();
  pool.stop();
  const auto errors = log.takeErrors();
  BOOST_TEST_REQUIRE(errors.size() == 1u);
  BOOST_TEST((errors[0].entry.level == LogLevel::error));
  BOOST_TEST(errors[0].entry.text.find("nobody receives this") != std::string::npos, errors[0].entry.text);
  BOOST_CHECK_THROW(std::rethrow_exception(errors[0].entry.exception), std::out_of_range);
  BOOST_TEST((errors[0].thread == ran));
  BOOST_TEST(log.takeMessages().empty());
}

// L-63: the thread lives on, and takes the next job.
BOOST_AUTO_TEST_CASE(a_thread_survives_a_failing_job) {
  std::thread::id first, second;
  ThreadPool pool(1, 1);
  pool.start();
  pool.callInThread([&first] {
    first = std::this_thread::get_id();
    throw std::runtime_error("expected");
  });
  pool.callInThread([&second] { second = std::this_thread::get_id(); });
  pool.stop();
  BOOST_TEST((first == second));
  BOOST_TEST(log.takeErrors().size() == 1u);
}

// X-11 L-64 S-33: what onResult throws is logged once, and the next job runs on the same thread.
BOOST_AUTO_TEST_CASE(a_failing_on_result_is_logged_once) {
  Tally answered("calls of onResult");
  std::thread::id first, second;
  ThreadPool pool(0, 1);
  pool.callInThreadWithCallback(
      [&](bool, Result) {
        answered.add();
        throw std::out_of_range("from onResult");
      },
      [&first] { first = std::this_thread::get_id(); });
  pool.callInThread([&second] { second = std::this_thread::get_id(); });
  pool.start();
  pool.stop();
  BOOST_TEST(answered.count() == 1u);
  BOOST_TEST((first == second));
  const auto errors = log.takeErrors();
  BOOST_TEST_REQUIRE(errors.size() == 1u);
  BOOST_CHECK_THROW(std::rethrow_exception(errors[0].entry.exception), std::out_of_range);
}

// L-62 L-64: the failure is onResult's; only what onResult throws is the log's.
BOOST_AUTO_TEST_CASE(a_failing_on_result_of_a_failed_job) {
  std::string received;
  ThreadPool pool(0, 1);
  pool.callInThreadWithCallback(
      [&](bool, Result result) {
        received = result.failure().message();
        throw std::runtime_error("second");
      },
      [] { throw std::runtime_error("first"); });
  pool.start();
  pool.stop();
  BOOST_TEST(received == "first");
  const auto errors = log.takeErrors();
  BOOST_TEST_REQUIRE(errors.size() == 1u);
  BOOST_TEST(threadpool::Failure(errors[0].entry.exception).message() == "second");
}

// L-65: errors that are no std::exception are logged with the name of their type.
BOOST_AUTO_TEST_CASE(errors_of_any_type_are_logged) {
  ThreadPool pool(0, 1);
  pool.callInThread([] { throw 42; });
  pool.callInThreadWithCallback([](bool, Result) { throw 4.5; }, [] {});
  pool.start();
  pool.stop();
  const auto errors = log.takeErrors();
  BOOST_TEST_REQUIRE(errors.size() == 2u);
  BOOST_TEST(threadpool::Failure(errors[0].entry.exception).check<int>());
  BOOST_TEST(errors[0].entry.text.find("int") != std::string::npos, errors[0].entry.text);
  BOOST_TEST(threadpool::Failure(errors[1].entry.exception).check<double>());
}

// DEF-21: an observer that throws harms neither the thread nor the pool.
BOOST_AUTO_TEST_CASE(an_observer_that_throws) {
  Tally observed("entries"), ran("the job after them");
  const auto before = threadpool::setLogObserver(
      [&observed](const threadpool::LogEntry&) { observed.add(), throw std::runtime_error("observer"); });
  ThreadPool pool(0, 1);
  pool.callInThread([] { throw std::runtime_error("job"); });
  pool.callInThreadWithCallback([](bool, Result) { throw std::runtime_error("onResult"); }, [] {});
  pool.callInThread([&ran] { ran.add(); });
  pool.start();
  pool.stop();
  threadpool::setLogObserver(before);
  BOOST_TEST(observed.count() == 2u);
  BOOST_TEST(ran.count() == 1u);
}

// L-64 M-22: an observer may use the pool, for it is called under no lock.
BOOST_AUTO_TEST_CASE(an_observer_that_submits) {
  Tally ran("the job from the observer");
  ThreadPool pool(0, 1);
  const auto before =
      threadpool::setLogObserver([&](const threadpool::LogEntry&) { pool.callInThread([&ran] { ran.add(); }); });
  pool.start();
  pool.callInThread([] { throw std::runtime_error("job"); });
  ran.wait(1);
  pool.stop();
  threadpool::setLogObserver(before);
  BOOST_TEST(ran.count() == 1u);
}

// L-63 L-64: without an observer of its own a program finds errors on its standard error stream.
BOOST_AUTO_TEST_CASE(without_an_observer_errors_go_to_standard_error) {
  const auto before = threadpool::setLogObserver(nullptr);
  std::string text;
  {
    support::StderrCapture captured;
    ThreadPool pool(0, 1);
    pool.callInThread([] { throw std::runtime_error("seen on standard error"); });
    pool.start();
    pool.stop();
    text = captured.text();
  }
  threadpool::setLogObserver(before);
  BOOST_TEST(text.find("seen on standard error") != std::string::npos, text);
  BOOST_TEST(text.back() == '\n');
}

BOOST_AUTO_TEST_CASE(setting_an_observer_gives_the_one_before) {  // L-63
  int calls = 0;
  auto before = threadpool::setLogObserver([&calls](const threadpool::LogEntry&) { ++calls; });
  auto mine = threadpool::setLogObserver(std::move(before));
  mine({});
  BOOST_TEST(calls == 1);
}

// L-71 S-13 S-D02 S-D18: legacy writes four lines; the shim writes counts, that of the waiting jobs among them.
BOOST_AUTO_TEST_CASE(dump_stats) {
  Blocker job;
  ThreadPool pool(0, 1);
  pool.start();
  occupy(pool, job);
  for (int i = 0; i < 37; ++i) pool.callInThread([] {});
  pool.dumpStats();
  const auto lines = log.takeMessages();
  BOOST_TEST(lines.size() == 4u);
  for (const char* label : {"queue", "waiters", "workers", "total"}) BOOST_TEST(mentions(lines, label, ""), label);
  if (onShim()) {
    BOOST_TEST(mentions(lines, "queue", "37"));
    BOOST_TEST(mentions(lines, "waiters", "0"));
    BOOST_TEST(mentions(lines, "workers", "1"));
  }
  for (const auto& line : lines) BOOST_TEST((line.entry.exception == nullptr));
  job.release.open();
  pool.stop();
}

BOOST_AUTO_TEST_SUITE_END()
