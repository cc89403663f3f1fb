// What the old hooks do when a client calls them.

#include <memory>
#include <thread>

#include "fixture.hpp"

using namespace conformance;

BOOST_FIXTURE_TEST_SUITE(hook_calls, Clean)

// L-44 S-09 S-D06: legacy starts a thread whatever the maximum is; the shim stays within it.
BOOST_AUTO_TEST_CASE(start_a_worker_and_the_maximum) {
  ThreadPool pool(1, 2);
  pool.start();
  for (int i = 0; i < 5; ++i) pool.startAWorker();
  BOOST_TEST(pool.workers() == differs(6, 2));
  BOOST_TEST(pool.threads().size() == differs(6u, 2u));
  pool.stop();
  BOOST_TEST(pool.threads().empty());
}

// L-44 S-09: before start legacy starts a thread that serves what waits; the shim does nothing.
BOOST_AUTO_TEST_CASE(start_a_worker_before_start) {
  Tally ran("the early job");
  ThreadPool pool(0, 2);
  pool.callInThread([&ran] { ran.add(); });
  pool.startAWorker();
  BOOST_TEST(pool.workers() == differs(1, 0));
  if (onLegacy()) ran.wait(1);
  BOOST_TEST(ran.count() == differs(1u, 0u));
  pool.start();
  ran.wait(1);
  pool.stop();
  BOOST_TEST(ran.count() == 1u);
}

// L-45 S-10: legacy's counter falls at once though the thread works on; the shim's thread leaves when it has finished.
BOOST_AUTO_TEST_CASE(stop_a_worker_while_it_is_busy) {
  Blocker jobs[2];
  ThreadPool pool(0, 2);
  pool.start();
  occupy(pool, jobs);
  pool.stopAWorker();
  BOOST_TEST(pool.workers() == differs(1, 2));
  BOOST_TEST(pool.q().qsize() == differs(1u, 0u));
  jobs[0].release.open();
  untilThreads(pool, 1);
  BOOST_TEST(pool.workers() == 1);
  jobs[1].release.open();
  pool.stop();
}

// L-45 S-10: one order, one thread; the others stay.
BOOST_AUTO_TEST_CASE(stop_a_worker_ends_one_thread) {
  Blocker jobs[3];
  ThreadPool pool(0, 3);
  pool.start();
  occupy(pool, jobs);
  pool.stopAWorker();
  release(jobs);
  untilThreads(pool, 2);
  atRest(pool, 2);
  pool.stopAWorker();
  untilThreads(pool, 1);
  atRest(pool, 1);
  BOOST_TEST(pool.workers() == 1);
  pool.stop();
}

// L-45 S-10: the shim keeps the minimum.
BOOST_AUTO_TEST_CASE(stop_a_worker_at_the_minimum) {
  ThreadPool pool(2, 3);
  pool.start();
  pool.stopAWorker();
  BOOST_TEST(pool.workers() == differs(1, 2));
  untilThreads(pool, differs(1u, 2u));
  pool.stop();
}

// L-45 L-B06 S-10 DEF-15: on an empty pool legacy's counter falls below zero, and stop would count down for ever; the
// client must repair it. For the shim nothing happens, and no later thread pays for it.
BOOST_AUTO_TEST_CASE(stop_a_worker_on_an_empty_pool) {
  Tally ran("the job");
  ThreadPool pool(0, 2);
  pool.start();
  pool.stopAWorker();
  BOOST_TEST(pool.workers() == differs(-1, 0));
  BOOST_TEST(pool.q().qsize() == differs(1u, 0u));
  if (onLegacy()) {
    pool.startAWorker();  // takes the token and leaves
    untilThreads(pool, 0);
    BOOST_TEST(pool.workers() == 0);
  }
  pool.callInThread([&ran] { ran.add(); });
  ran.wait(1);
  atRest(pool, 1);
  BOOST_TEST(pool.workers() == 1);
  BOOST_TEST(pool.threads().size() == 1u);
  pool.stop();
}

// L-40 S-11: a call adds what is missing for the jobs that wait. In the shim nothing is ever missing.
BOOST_AUTO_TEST_CASE(start_some_workers_called_by_a_client) {
  ThreadPool pool(0, 3);
  pool._startSomeWorkers();
  BOOST_TEST(pool.workers() == 0);
  pool.start();
  pool._startSomeWorkers();
  BOOST_TEST(pool.workers() == 0);
  Blocker job;
  occupy(pool, job);
  pool._startSomeWorkers();
  BOOST_TEST(pool.workers() == 1);
  job.release.open();
  pool.stop();
}

// S-11 S-D07: _worker is legacy's loop, run here by the test's own thread; the shim's returns at once.
BOOST_AUTO_TEST_CASE(worker_called_by_a_client) {
  const Trail trail;
  std::size_t listed = 0;
  ThreadPool pool(0, 1);
  pool.callInThread([&] {
    trail.note("ran");
    listed = pool.threads().size();
  });
  pool.q().put(threadpool::WorkerStop);
  pool._worker();
  BOOST_TEST(trail.count("ran") == differs(1u, 0u));
  BOOST_TEST(pool.threads().empty());
  if (onLegacy()) {
    BOOST_TEST((trail.thread("ran") == std::this_thread::get_id()));
    BOOST_TEST(listed == 1u);
  }
  pool.start();
  pool.stop();
  BOOST_TEST(trail.count("ran") == 1u);
}

// S-08 S-D05 L-05: inside a job, the thread that the pool lists; elsewhere, a stand-in.
BOOST_AUTO_TEST_CASE(current_thread) {
  std::shared_ptr<threadpool::Thread> inJob;
  Gate ran("the job");
  ThreadPool pool(0, 1, "crew");
  pool.start();
  pool.callInThread([&] {
    inJob = pool.currentThread();
    ran.open();
  });
  ran.wait();
  BOOST_TEST_REQUIRE(inJob != nullptr);
  BOOST_TEST(inJob->name() == "PoolThread-crew-1");
  BOOST_TEST(inJob->name() == pool.threads().at(0)->name());
  if (onLegacy()) BOOST_TEST((inJob == pool.threads().at(0)));
  BOOST_TEST(pool.currentThread() != nullptr);
  pool.stop();
}

BOOST_AUTO_TEST_SUITE_END()
