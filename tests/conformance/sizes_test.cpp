// How many threads there are: growth, the limits, and changing them while the pool runs.

#include <optional>
#include <string>
#include <vector>

#include "../support/thread_shop.hpp"
#include "fixture.hpp"

using namespace conformance;

BOOST_FIXTURE_TEST_SUITE(sizes, Clean)

// L-40 L-41: a submission to busy threads adds one, up to the maximum.
BOOST_AUTO_TEST_CASE(submissions_add_threads_up_to_the_maximum) {
  Blocker jobs[3];
  Tally ran("the job above the maximum");
  ThreadPool pool(0, 3);
  pool.start();
  for (int i = 0; i < 3; ++i) {
    BOOST_TEST(pool.workers() == i);
    occupy(pool, jobs[i]);
    BOOST_TEST(pool.workers() == i + 1);
  }
  pool.callInThread([&ran] { ran.add(); });
  BOOST_TEST(pool.workers() == 3);
  BOOST_TEST(pool.q().qsize() == 1u);
  release(jobs);
  pool.stop();
  BOOST_TEST(ran.count() == 1u);
}

// L-41: before start a submission adds nothing.
BOOST_AUTO_TEST_CASE(submissions_before_start_add_no_thread) {
  ThreadPool pool(1, 3);
  pool.callInThread([] {});
  BOOST_TEST(pool.workers() == 0);
  BOOST_TEST(pool.threads().empty());
  pool.start();
  pool.stop();
}

// L-40: an idle thread is used before a new one is made.
BOOST_AUTO_TEST_CASE(an_idle_thread_takes_the_job) {
  Tally ran("jobs");
  ThreadPool pool(1, 5);
  pool.start();
  for (std::size_t i = 1; i <= 10; ++i) {
    pool.callInThread([&ran] { ran.add(); });
    ran.wait(i);
    atRest(pool, 1);
    BOOST_TEST(pool.workers() == 1);
  }
  pool.stop();
}

// X-19 L-B01 S-D16: three jobs wait for the fourth, and the pool has room for all. Legacy needs that the first
// three have begun: one that is taken but not yet listed as working is not counted, and a thread too few is made.
BOOST_AUTO_TEST_CASE(blocked_jobs_do_not_keep_the_one_that_frees_them_from_a_thread) {
  for (int round = 0; round < 25; ++round) {
    Gate free("the job that frees the others");
    Tally begun("jobs begun"), ended("jobs ended");
    ThreadPool pool(0, 4);
    pool.start();
    for (std::size_t i = 1; i <= 3; ++i) {
      pool.callInThread([&] {
        begun.add();
        free.wait();
        ended.add();
      });
      if (onLegacy()) begun.wait(i);
    }
    pool.callInThread([&free] { free.open(); });
    ended.wait(3);
    BOOST_TEST(pool.workers() <= 4);
    pool.stop();
  }
}

// L-51 L-41 S-29 S-D14 DEF-18: raising the maximum with jobs waiting starts the threads at once.
BOOST_AUTO_TEST_CASE(raising_the_maximum_serves_what_waits) {
  Blocker jobs[3];
  ThreadPool pool(0, 1);
  pool.start();
  occupy(pool, jobs[0]);
  pool.callInThread(std::ref(jobs[1]));
  pool.callInThread(std::ref(jobs[2]));
  BOOST_TEST(pool.workers() == 1);
  pool.adjustPoolsize(std::nullopt, 3);
  BOOST_TEST(pool.workers() == 3);
  jobs[1].begun.wait();
  jobs[2].begun.wait();
  release(jobs);
  pool.stop();
}

// L-48: raising the minimum starts threads at once, and they stay.
BOOST_AUTO_TEST_CASE(raising_the_minimum_starts_threads) {
  ThreadPool pool(0, 10);
  pool.start();
  pool.adjustPoolsize(4);
  BOOST_TEST(pool.workers() == 4);
  BOOST_TEST(pool.threads().size() == 4u);
  pool.stop();
}

// L-52: lowering the minimum ends nobody, and idle threads have no time limit.
BOOST_AUTO_TEST_CASE(lowering_the_minimum_ends_nobody) {
  ThreadPool pool(3, 5);
  pool.start();
  pool.adjustPoolsize(0);
  BOOST_TEST(pool.min() == 0);
  BOOST_TEST(pool.workers() == 3);
  BOOST_TEST(pool.threads().size() == 3u);
  pool.stop();
}

// L-48 S-29: lowering the maximum ends idle threads down to it.
BOOST_AUTO_TEST_CASE(lowering_the_maximum_ends_idle_threads) {
  ThreadPool pool(0, 6);
  pool.start();
  pool.adjustPoolsize(6);
  pool.adjustPoolsize(1, 2);
  untilThreads(pool, 2);
  BOOST_TEST(pool.workers() == 2);
  BOOST_TEST(pool.min() == 1);
  BOOST_TEST(pool.max() == 2);
  pool.stop();
}

// L-45 L-47: the workers that legacy asked to leave are no longer counted, though they still work; the shim counts
// threads, so that idle and busy make up all of them.
BOOST_AUTO_TEST_CASE(busy_threads_above_the_maximum_leave_when_they_finish) {
  Blocker jobs[3];
  ThreadPool pool(0, 3);
  pool.start();
  occupy(pool, jobs);
  pool.adjustPoolsize(0, 1);
  BOOST_TEST(pool.workers() == differs(1, 3));
  BOOST_TEST(pool.threads().size() == 3u);
  release(jobs);
  untilThreads(pool, 1);
  BOOST_TEST(pool.workers() == 1);
  pool.stop();
}

// L-46 S-D15 DEF-16 T-27: in legacy the order to leave waits its turn behind older jobs; in the shim the concurrency
// falls as the running jobs finish, whatever waits.
BOOST_AUTO_TEST_CASE(lowering_the_maximum_with_jobs_waiting) {
  Blocker running[3], waiting[2], later;
  ThreadPool pool(0, 3);
  pool.start();
  occupy(pool, running);
  for (Blocker& job : waiting) pool.callInThread(std::ref(job));
  pool.adjustPoolsize(0, 1);
  pool.callInThread(std::ref(later));
  running[0].release.open();
  running[1].release.open();
  if (onLegacy()) {
    waiting[0].begun.wait();
    waiting[1].begun.wait();
    BOOST_TEST(pool.threads().size() == 3u);
  } else {
    untilThreads(pool, 1);
    BOOST_TEST(!waiting[0].begun.isOpen());
    BOOST_TEST(!waiting[1].begun.isOpen());
  }
  BOOST_TEST(!later.begun.isOpen());
  running[2].release.open();
  release(waiting);
  later.begun.wait();
  untilThreads(pool, 1);
  later.release.open();
  pool.stop();
}

// L-47 S-30 DEF-13 DEF-14 T-28: shrinking and growing again while all are busy. Legacy makes new threads beside the
// old ones; for the shim the threads are there already, and no debt swallows them later.
BOOST_AUTO_TEST_CASE(shrinking_and_growing_while_busy) {
  support::ThreadShop shop;
  Blocker jobs[2];
  ThreadPool pool(0, 2);
  pool.setThreadFactory(shop.factory());
  pool.start();
  occupy(pool, jobs);
  pool.adjustPoolsize(0, 0);
  pool.adjustPoolsize(2, 2);
  BOOST_TEST(shop.count() == differs(4u, 2u));
  BOOST_TEST(pool.workers() == 2);
  release(jobs);
  untilThreads(pool, 2);
  BOOST_TEST(pool.workers() == 2);
  pool.stop();
}

// S-30 DEF-14: lowering the sizes again and again while busy never leads below the minimum, nor makes later jobs
// cost a thread each.
BOOST_AUTO_TEST_CASE(lowering_again_and_again_leaves_the_minimum) {
  support::ThreadShop shop;
  Blocker jobs[5];
  Tally ran("later jobs");
  ThreadPool pool(0, 5);
  pool.setThreadFactory(shop.factory());
  pool.start();
  occupy(pool, jobs);
  for (int i = 0; i < 3; ++i) pool.adjustPoolsize(2, 3);
  release(jobs);
  untilThreads(pool, 3);
  BOOST_TEST(pool.workers() == 3);
  for (std::size_t i = 1; i <= 10; ++i) {
    pool.callInThread([&ran] { ran.add(); });
    ran.wait(i);
  }
  BOOST_TEST(pool.workers() == 3);
  BOOST_TEST(shop.count() == 5u);
  pool.stop();
}

// L-53 S-20: with a maximum of 0 jobs are accepted and wait; when it is raised, they run in the order of submission.
BOOST_AUTO_TEST_CASE(maximum_zero_keeps_jobs_until_it_is_raised) {
  const Trail trail;
  Tally ran("jobs");
  ThreadPool pool(0, 0);
  pool.start();
  for (const char* name : {"first", "second", "third"})
    pool.callInThread([&ran, trail, name] {
      trail.note(name);
      ran.add();
    });
  BOOST_TEST(pool.workers() == 0);
  BOOST_TEST(pool.q().qsize() == 3u);
  pool.adjustPoolsize(std::nullopt, 1);
  ran.wait(3);
  BOOST_TEST(trail.names() == (std::vector<std::string>{"first", "second", "third"}), boost::test_tools::per_element());
  pool.stop();
}

// L-50: sizes of a pool that does not run are only stored; what is left out stays as it is (L-48).
BOOST_AUTO_TEST_CASE(sizes_before_start_are_only_stored) {
  ThreadPool pool(1, 2);
  pool.adjustPoolsize(3, 9);
  BOOST_TEST(pool.min() == 3);
  BOOST_TEST(pool.max() == 9);
  pool.adjustPoolsize(std::nullopt, 8);
  BOOST_TEST(pool.min() == 3);
  BOOST_TEST(pool.max() == 8);
  pool.adjustPoolsize(4);
  BOOST_TEST(pool.min() == 4);
  BOOST_TEST(pool.max() == 8);
  BOOST_TEST(pool.workers() == 0);
  BOOST_TEST(pool.threads().empty());
}

// L-73 L-51: jobs that wait for another job hold all threads up to the maximum; a higher one frees them.
BOOST_AUTO_TEST_CASE(jobs_that_wait_for_others_wedge_the_pool_at_its_maximum) {
  Gate free("the third job");
  Tally begun("jobs that wait"), ended("jobs that waited");
  ThreadPool pool(0, 2);
  pool.start();
  for (std::size_t i = 1; i <= 2; ++i) {
    pool.callInThread([&] {
      begun.add();
      free.wait();
      ended.add();
    });
    begun.wait(i);
  }
  pool.callInThread([&free] { free.open(); });
  BOOST_TEST(pool.workers() == 2);
  BOOST_TEST(pool.q().qsize() == 1u);
  BOOST_TEST(!free.isOpen());
  pool.adjustPoolsize(std::nullopt, 3);
  ended.wait(2);
  pool.stop();
}

BOOST_AUTO_TEST_SUITE_END()
