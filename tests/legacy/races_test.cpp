// The old pool's logical races, each forced by a hook that holds one thread in the middle.

#include <system_error>
#include <thread>

#include "fixture.hpp"

using namespace legacy_test;
using threadpool::Job;

namespace {

/// Holds whoever has started the first thread.
struct HeldAfterTheFirst : ThreadPool {
  using ThreadPool::ThreadPool;
  void startAWorker() override {
    ThreadPool::startAWorker();
    startedOne.open();
    goOn.wait();
  }
  Gate startedOne{"the first thread to be started"};
  Gate goOn{"the growth loop to be released"};
};

/// Lets nobody start a thread before two want to.
struct MeetingPool : ThreadPool {
  using ThreadPool::ThreadPool;
  void startAWorker() override {
    wanting.add();
    wanting.wait(2);
    ThreadPool::startAWorker();
  }
  Tally wanting{"threads that want to start a thread"};
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(races, Clean)

// L-B02: both have found room for one.
BOOST_AUTO_TEST_CASE(two_submitters_together_exceed_the_maximum) {
  MeetingPool pool(0, 1);
  pool.start();
  std::thread other([&pool] { pool.callInThread([] {}); });
  pool.callInThread([] {});
  other.join();
  BOOST_TEST(pool.max() == 1);
  BOOST_TEST(pool.threads().size() == 2u);

  // One of the two increments may have been lost, and with it the token for one of the threads.
  pool.setWorkers(2);
  pool.stop();
}

// L-B03
BOOST_AUTO_TEST_CASE(a_growth_loop_that_stop_overtakes_starts_threads_on_a_stopped_pool) {
  HeldAfterTheFirst pool(0, 5);
  pool.start();
  pool.q().put(Job([] { return std::any(); }));
  std::thread submitter([&pool] { pool.callInThread([] {}); });
  pool.startedOne.wait();
  pool.stop();
  BOOST_TEST(pool.workers() == 0);
  BOOST_TEST(pool.threads().empty());

  pool.goOn.open();
  submitter.join();
  BOOST_TEST(pool.joined());
  BOOST_TEST(!pool.started());
  BOOST_TEST(pool.workers() == 2);
  BOOST_TEST(pool.threads().size() == 2u);
  BOOST_TEST(pool.q().empty());  // no token: they would wait for ever

  pool.stop();
  BOOST_TEST(pool.threads().empty());
}

// L-B05
BOOST_AUTO_TEST_CASE(a_thread_that_does_not_start_stays_counted_and_listed_and_its_job_queued) {
  ThreadShop shop;
  ThreadPool pool(0, 2);
  pool.setThreadFactory(shop.factory());
  pool.start();
  Tally ran("jobs");
  shop.setBroken(true);
  BOOST_CHECK_THROW(pool.callInThread([&ran] { ran.add(); }), std::system_error);
  BOOST_TEST(pool.workers() == 1);
  BOOST_TEST(pool.threads().size() == 1u);
  BOOST_TEST(pool.q().qsize() == 1u);

  shop.setBroken(false);
  pool.callInThread([&ran] { ran.add(); });
  BOOST_TEST(pool.workers() == 2);
  ran.wait(2);

  BOOST_CHECK_THROW(pool.stop(), std::system_error);
  BOOST_TEST(pool.joined());
  untilThreads(pool, 1);
}

BOOST_AUTO_TEST_SUITE_END()
