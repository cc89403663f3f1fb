// The counter `workers`, the queue it shares with jobs, and the two members that move it by one.

#include "fixture.hpp"

using namespace legacy_test;
using threadpool::Job;
using threadpool::WorkerStop;

BOOST_FIXTURE_TEST_SUITE(counter, Clean)

// L-07 L-45
BOOST_AUTO_TEST_CASE(workers_falls_with_the_stop_token_and_not_with_the_thread) {
  Blocker jobs[2];
  ThreadPool pool(2, 2);
  pool.start();
  for (Blocker& job : jobs) occupy(pool, job);

  pool.stopAWorker();
  BOOST_TEST(pool.workers() == 1);
  BOOST_TEST(pool.threads().size() == 2u);
  BOOST_TEST(pool.q().qsize() == 1u);

  for (Blocker& job : jobs) job.release.open();
  untilThreads(pool, 1);
  BOOST_TEST(pool.workers() == 1);
  pool.stop();
}

// L-07
BOOST_AUTO_TEST_CASE(workers_is_a_number_that_programs_overwrite) {
  ThreadPool pool(0, 3);
  pool.start();
  pool.setWorkers(3);
  BOOST_TEST(pool.workers() == 3);
  BOOST_TEST(pool.threads().empty());

  // The pool believes it: nobody is started for this job.
  pool.callInThread([] {});
  BOOST_TEST(pool.threads().empty());

  pool.setWorkers(0);
  pool.adjustPoolsize();
  BOOST_TEST(pool.workers() == 1);
  pool.stop();
}

// L-45 L-B06: `stop` on such a pool would queue tokens without end, so the counter is put right first.
BOOST_AUTO_TEST_CASE(stopping_a_worker_of_an_empty_pool_counts_below_zero) {
  ThreadPool pool(0, 1);
  pool.start();
  pool.stopAWorker();
  BOOST_TEST(pool.workers() == -1);
  BOOST_TEST(pool.q().qsize() == 1u);

  pool.setWorkers(0);
  pool.stop();
  BOOST_TEST(pool.q().qsize() == 1u);
}

// L-06
BOOST_AUTO_TEST_CASE(the_queue_holds_records_and_tokens_and_counts_both) {
  ThreadPool pool(0, 1);
  bool ran = false;
  pool.callInThread([&ran] { ran = true; });
  pool.q().put(WorkerStop);
  BOOST_TEST(pool.q().qsize() == 2u);

  Job job = pool.q().get();
  BOOST_TEST(!job.isStop());
  job.run();
  BOOST_TEST(ran);
  BOOST_TEST(pool.q().get().isStop());
  BOOST_TEST(!pool.q().get_nowait().has_value());
}

// L-12 L-07
BOOST_AUTO_TEST_CASE(a_worker_that_takes_the_public_token_ends_and_stays_counted) {
  ThreadPool pool(1, 1);
  pool.start();
  pool.q().put(WorkerStop);
  untilThreads(pool, 0);
  BOOST_TEST(pool.workers() == 1);
  pool.stop();
}

// L-44
BOOST_AUTO_TEST_CASE(starting_a_worker_asks_neither_the_maximum_nor_whether_the_pool_runs) {
  ThreadPool pool(1, 2);
  pool.startAWorker();
  BOOST_TEST(!pool.started());
  BOOST_TEST(pool.threads().size() == 1u);

  for (int call = 0; call < 5; ++call) pool.startAWorker();
  BOOST_TEST(pool.max() == 2);
  BOOST_TEST(pool.workers() == 6);
  BOOST_TEST(pool.threads().size() == 6u);
  pool.stop();
  BOOST_TEST(pool.threads().empty());
}

BOOST_AUTO_TEST_SUITE_END()
