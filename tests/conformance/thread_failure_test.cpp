// Threads that cannot be started.

#include <exception>
#include <functional>
#include <memory>
#include <string>
#include <system_error>

#include "../support/thread_shop.hpp"
#include "fixture.hpp"

using namespace conformance;

BOOST_FIXTURE_TEST_SUITE(thread_failure, Clean)

// L-B05 S-37 DEF-01 DEF-02: with no thread at all both throw. Legacy has queued the job and counted the thread by then;
// the shim has done neither.
BOOST_AUTO_TEST_CASE(the_first_thread_cannot_be_started) {
  support::ThreadShop shop;
  Tally ran("jobs");
  const Trail trail;
  ThreadPool pool(0, 2);
  pool.setThreadFactory(shop.factory());
  pool.start();
  shop.setBroken(true);
  BOOST_CHECK_THROW(pool.callInThread([&ran, token = trail.token("function")] { ran.add(); }), std::system_error);
  BOOST_TEST(pool.workers() == differs(1, 0));
  BOOST_TEST(pool.threads().size() == differs(1u, 0u));
  BOOST_TEST(pool.q().qsize() == differs(1u, 0u));
  BOOST_TEST(trail.has("function gone") == onShim());
  shop.setBroken(false);
  pool.callInThread([&ran] { ran.add(); });
  ran.wait(differs(2u, 1u));
  BOOST_TEST(pool.workers() == differs(2, 1));
  if (onLegacy())
    BOOST_CHECK_THROW(pool.stop(), std::system_error);  // joins the thread that never was
  else
    pool.stop();
  BOOST_TEST(ran.count() == differs(2u, 1u));
  if (onLegacy()) {
    untilThreads(pool, 1);
    shop.made().back()->join();  // the pool did not get that far
  }
}

// L-B05 DEF-01: with a thread at work the shim keeps the job for it, and logs once why it waits; legacy throws, though
// the job is queued.
BOOST_AUTO_TEST_CASE(the_second_thread_cannot_be_started) {
  support::ThreadShop shop;
  Blocker job;
  Tally ran("the second job");
  ThreadPool pool(0, 2);
  pool.setThreadFactory(shop.factory());
  pool.start();
  occupy(pool, job);
  shop.setBroken(true);
  bool threw = false;
  try {
    pool.callInThread([&ran] { ran.add(); });
  } catch (const std::system_error&) {
    threw = true;
  }
  BOOST_TEST(threw == onLegacy());
  BOOST_TEST(log.takeErrors().size() == differs(0u, 1u));
  BOOST_TEST(pool.workers() == differs(2, 1));
  BOOST_TEST(pool.q().qsize() == 1u);
  job.release.open();
  ran.wait(1);
  if (onLegacy())
    BOOST_CHECK_THROW(pool.stop(), std::system_error);
  else
    pool.stop();
  BOOST_TEST(ran.count() == 1u);
  if (onLegacy()) untilThreads(pool, 1);
}

// L-B05 S-37: the pool recovers as soon as threads can be had.
BOOST_AUTO_TEST_CASE(threads_can_be_had_again) {
  support::ThreadShop shop;
  Tally ran("jobs");
  ThreadPool pool(0, 3);
  pool.setThreadFactory(shop.factory());
  pool.start();
  if (onShim()) {
    shop.setBroken(true);
    for (int i = 0; i < 5; ++i) BOOST_CHECK_THROW(pool.callInThread([&ran] { ran.add(); }), std::system_error);
    shop.setBroken(false);
  }
  Blocker jobs[3];
  occupy(pool, jobs);
  BOOST_TEST(pool.workers() == 3);
  BOOST_TEST(pool.threads().size() == 3u);
  release(jobs);
  pool.stop();
  BOOST_TEST(ran.count() == 0u);
}

// L-B05 S-37 DEF-02: start throws as well where the minimum cannot be had. Legacy has counted the thread by then, so
// that nobody makes it later; in the shim a second start makes good.
BOOST_AUTO_TEST_CASE(the_minimum_cannot_be_started) {
  support::ThreadShop shop;
  Tally ran("the job");
  ThreadPool pool(1, 1);
  pool.setThreadFactory(shop.factory());
  shop.setBroken(true);
  BOOST_CHECK_THROW(pool.start(), std::system_error);
  shop.setBroken(false);
  pool.start();
  BOOST_TEST(pool.workers() == 1);
  BOOST_TEST(shop.count() == differs(1u, 2u));
  pool.callInThread([&ran] { ran.add(); });
  if (onShim()) ran.wait(1);
  if (onLegacy())
    BOOST_CHECK_THROW(pool.stop(), std::system_error);
  else
    pool.stop();
  BOOST_TEST(ran.count() == differs(0u, 1u));
}

// S-37 DEF-20: a stop that can have no thread for what waits says so and keeps it; the next start makes good.
BOOST_AUTO_TEST_CASE(a_stop_without_any_thread_keeps_the_jobs, *boost::unit_test::precondition(shimOnly)) {
  support::ThreadShop shop;
  Tally ran("the job");
  ThreadPool pool(0, 1);
  pool.setThreadFactory(shop.factory());
  pool.callInThread([&ran] { ran.add(); });
  shop.setBroken(true);
  BOOST_CHECK_THROW(pool.start(), std::system_error);
  pool.stop();
  BOOST_TEST(log.takeErrors().size() == 1u);
  BOOST_TEST(pool.q().qsize() == 1u);
  shop.setBroken(false);
  pool.start();
  ran.wait(1);
  pool.stop();
}

// L-B05 S-37: a factory that makes nothing is an error, and not a crash.
BOOST_AUTO_TEST_CASE(a_factory_that_makes_nothing) {
  Tally ran("jobs");
  ThreadPool pool(0, 1);
  pool.setThreadFactory([](std::function<void()>, const std::string&) { return nullptr; });
  pool.start();
  BOOST_CHECK_THROW(pool.callInThread([&ran] { ran.add(); }), std::exception);
  BOOST_TEST(pool.workers() == differs(1, 0));
  if (onLegacy()) pool.setWorkers(0);
  pool.setThreadFactory(nullptr);
  pool.callInThread([&ran] { ran.add(); });
  pool.stop();
  BOOST_TEST(ran.count() == differs(2u, 1u));
}

BOOST_AUTO_TEST_SUITE_END()
