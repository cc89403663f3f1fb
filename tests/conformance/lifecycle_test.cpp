// Construction, start, stop and what happens before, between and after them.

#include <algorithm>
#include <stdexcept>
#include <thread>

#include "fixture.hpp"

using namespace conformance;

BOOST_FIXTURE_TEST_SUITE(lifecycle, Clean)

// L-01 L-03 L-11 X-01 S-01 S-D01 S-D02
BOOST_AUTO_TEST_CASE(construction_stores_the_values_and_starts_nothing) {
  ThreadPool pool(3, 7, "crew");
  BOOST_TEST(pool.min() == 3);
  BOOST_TEST(pool.max() == 7);
  BOOST_TEST(pool.name() == "crew");
  BOOST_TEST(!pool.started());
  BOOST_TEST(!pool.joined());
  BOOST_TEST(pool.workers() == 0);
  BOOST_TEST(pool.threads().empty());
  BOOST_TEST(pool.waiters().empty());
  BOOST_TEST(pool.working().empty());
  BOOST_TEST(pool.q().empty());
  eventually([this] { return support::liveThreads() == threadsBefore; }, "no thread more than before");
}

// L-01 L-03: the defaults are those of the class.
BOOST_AUTO_TEST_CASE(default_sizes_are_five_and_twenty) {
  ThreadPool pool;
  BOOST_TEST(pool.min() == 5);
  BOOST_TEST(pool.max() == 20);
  BOOST_TEST(pool.name().empty());
}

// L-20 L-23 L-24 X-02
BOOST_AUTO_TEST_CASE(start_makes_the_minimum_of_threads) {
  ThreadPool none(0, 5);
  none.start();
  BOOST_TEST(none.workers() == 0);
  BOOST_TEST(none.threads().empty());
  none.stop();

  ThreadPool three(3, 10);
  BOOST_TEST(three.threads().empty());
  three.start();
  BOOST_TEST(three.workers() == 3);
  BOOST_TEST(three.threads().size() == 3u);
  three.stop();
  BOOST_TEST(three.threads().empty());
}

// L-22 L-23 X-14 X-21 X-22 S-20 S-21 S-22 DEF-41 L-B11: start makes as many threads as wait, at least the
// minimum, at most the maximum, and never more than that. The legacy library may make fewer: a thread that has taken
// its job from the queue and is not working yet is not counted (L-B01). It may make more as well: it reads the queue
// first, and a job that goes from there to a thread's hands before it counts those counts twice.
BOOST_AUTO_TEST_CASE(start_makes_threads_for_what_waits) {
  const struct {
    int min, max, backlog, threads;
  } table[] = {{0, 5, 0, 0}, {0, 5, 1, 1}, {0, 10, 5, 5}, {2, 5, 1, 2}, {3, 9, 5, 5}, {3, 10, 50, 10}, {0, 0, 4, 0}};
  for (const auto& row : table) {
    Gate release;
    ThreadPool pool(row.min, row.max);
    for (int i = 0; i < row.backlog; ++i) pool.callInThread([&release] { release.wait(); });
    BOOST_TEST(pool.q().qsize() == static_cast<std::size_t>(row.backlog));
    BOOST_TEST(pool.workers() == 0);
    pool.start();
    const int made = pool.workers();
    BOOST_TEST(made <= differs(row.backlog == 0 ? row.threads : row.max, row.threads));
    BOOST_TEST(made >= differs(std::min(std::max(row.min, 1), row.threads), row.threads));
    BOOST_TEST(pool.threads().size() == static_cast<std::size_t>(made));
    release.open();
    pool.stop();
  }
}

// L-21
BOOST_AUTO_TEST_CASE(a_second_start_adds_no_thread) {
  ThreadPool pool(2, 5);
  pool.start();
  pool.start();
  BOOST_TEST(pool.workers() == 2);
  BOOST_TEST(pool.threads().size() == 2u);
  BOOST_TEST(pool.started());
  pool.stop();
}

// L-11 L-25 L-31 S-01
BOOST_AUTO_TEST_CASE(started_and_joined_follow_start_and_stop) {
  ThreadPool pool(1, 2);
  for (int round = 0; round < 2; ++round) {
    pool.start();
    BOOST_TEST(pool.started());
    BOOST_TEST(!pool.joined());
    pool.stop();
    BOOST_TEST(!pool.started());
    BOOST_TEST(pool.joined());
    BOOST_TEST(pool.workers() == 0);
  }
}

// L-25 L-26 S-23: what was accepted runs before the threads end.
BOOST_AUTO_TEST_CASE(stop_runs_what_was_accepted_and_joins_the_threads) {
  Tally ran("jobs"), answered("results");
  ThreadPool pool(2, 2);
  for (int i = 0; i < 30; ++i)
    pool.callInThreadWithCallback([&answered](bool, Result) { answered.add(); }, [&ran] { ran.add(); });
  pool.start();
  pool.stop();
  BOOST_TEST(ran.count() == 30u);
  BOOST_TEST(answered.count() == 30u);
  BOOST_TEST(pool.threads().empty());
  eventually([this] { return support::liveThreads() == threadsBefore; }, "the threads to be gone");
}

// L-27: stop waits as long as a job takes; there is no time limit.
BOOST_AUTO_TEST_CASE(stop_waits_for_a_running_job) {
  Blocker job;
  Gate stopped("stop to return");
  ThreadPool pool(0, 1);
  pool.start();
  occupy(pool, job);
  std::thread stopper([&] {
    pool.stop();
    stopped.open();
  });
  eventually([&] { return pool.joined(); }, "stop to begin");
  BOOST_TEST(!stopped.isOpen());
  BOOST_TEST(pool.threads().size() == 1u);
  job.release.open();
  stopper.join();
  BOOST_TEST(pool.threads().empty());
}

// L-28 L-31 S-24 S-26 S-D09 S-D11 DEF-20 DEF-25: jobs of a pool that was stopped before it ever ran are
// kept, and the next start runs them.
BOOST_AUTO_TEST_CASE(jobs_of_a_never_started_pool_wait_for_a_start) {
  Tally ran("kept jobs");
  ThreadPool pool(0, 2);
  for (int i = 0; i < 3; ++i) pool.callInThread([&ran] { ran.add(); });
  pool.stop();
  BOOST_TEST(pool.joined());
  BOOST_TEST(ran.count() == 0u);
  BOOST_TEST(pool.q().qsize() == 3u);
  pool.start();
  ran.wait(3);
  pool.stop();
  BOOST_TEST(ran.count() == 3u);
}

// L-53 S-D11: jobs that the maximum of 0 lets no thread run are kept across stop and start as well.
BOOST_AUTO_TEST_CASE(jobs_that_no_thread_may_run_survive_stop) {
  Tally ran("kept jobs");
  ThreadPool pool(0, 0);
  pool.start();
  for (int i = 0; i < 2; ++i) pool.callInThread([&ran] { ran.add(); });
  pool.stop();
  BOOST_TEST(pool.q().qsize() == 2u);
  pool.adjustPoolsize(0, 2);
  BOOST_TEST(ran.count() == 0u);
  pool.start();
  ran.wait(2);
  pool.stop();
}

// L-29 S-25 S-D10 DEF-24
BOOST_AUTO_TEST_CASE(a_second_stop_does_nothing) {
  ThreadPool pool(1, 2);
  pool.start();
  pool.stop();
  BOOST_CHECK_NO_THROW(pool.stop());
  BOOST_TEST(pool.joined());
  BOOST_TEST(!pool.started());

  ThreadPool neverStarted;
  BOOST_CHECK_NO_THROW(neverStarted.stop());
  BOOST_CHECK_NO_THROW(neverStarted.stop());
}

// L-30 S-27: no job, no onResult, no word in the log; the function is gone when the call returns.
BOOST_AUTO_TEST_CASE(a_job_submitted_after_stop_is_dropped) {
  const Trail trail;
  ThreadPool pool(1, 2);
  pool.start();
  pool.stop();
  pool.callInThread([trail, token = trail.token("first")] { trail.note("ran"); });
  BOOST_TEST(trail.has("first gone"));
  pool.callInThreadWithCallback([trail, token = trail.token("onResult")](bool, Result) { trail.note("answered"); },
                                [trail, token = trail.token("second")] { trail.note("ran"); });
  BOOST_TEST(trail.has("second gone"));
  BOOST_TEST(trail.has("onResult gone"));
  BOOST_TEST(pool.q().empty());
  pool.start();
  pool.stop();
  BOOST_TEST(!trail.has("ran"));
  BOOST_TEST(!trail.has("answered"));
  BOOST_TEST(log.takeErrors().empty());
}

// L-31 S-26 S-D09 DEF-25
BOOST_AUTO_TEST_CASE(a_stopped_pool_starts_again) {
  for (const int min : {0, 2}) {
    Tally ran("jobs");
    ThreadPool pool(min, 3);
    for (std::size_t round = 1; round <= 3; ++round) {
      pool.start();
      BOOST_TEST(pool.workers() == min);
      pool.callInThread([&ran] { ran.add(); });
      ran.wait(round);
      pool.stop();
    }
    BOOST_TEST(ran.count() == 3u);
  }
}

// X-03 L-33 L-50
BOOST_AUTO_TEST_CASE(new_sizes_after_stop_start_nothing) {
  ThreadPool pool(0, 5);
  pool.start();
  pool.stop();
  pool.adjustPoolsize(2);
  BOOST_TEST(pool.min() == 2);
  BOOST_TEST(pool.workers() == 0);
  BOOST_TEST(pool.threads().empty());
  pool.start();
  BOOST_TEST(pool.workers() == 2);
  pool.stop();
}

// L-34: a pool that nobody stopped is stopped by its destructor, which waits for what was accepted.
BOOST_AUTO_TEST_CASE(a_pool_destroyed_while_running_runs_what_it_accepted) {
  Tally ran("jobs");
  {
    ThreadPool pool(1, 2);
    pool.start();
    for (int i = 0; i < 20; ++i) pool.callInThread([&ran] { ran.add(); });
  }
  BOOST_TEST(ran.count() == 20u);
}

// DEF-42: what never ran is destroyed with the pool, on the thread that destroys it.
BOOST_AUTO_TEST_CASE(jobs_that_never_ran_are_destroyed_with_the_pool) {
  const Trail trail;
  {
    ThreadPool pool(0, 2);
    pool.callInThreadWithCallback([token = trail.token("onResult")](bool, Result) {},
                                  [trail, token = trail.token("function")] { trail.note("ran"); });
    BOOST_TEST(trail.events().empty());
  }
  BOOST_TEST(trail.count("function gone") == 1u);
  BOOST_TEST(trail.count("onResult gone") == 1u);
  BOOST_TEST(!trail.has("ran"));
  BOOST_TEST((trail.thread("function gone") == std::this_thread::get_id()));
}

// D-18: nothing is shared between pools.
BOOST_AUTO_TEST_CASE(two_pools_live_side_by_side) {
  Blocker inFirst, inSecond;
  ThreadPool first(0, 1, "first"), second(0, 1, "second");
  first.start();
  second.start();
  occupy(first, inFirst);
  BOOST_TEST(second.workers() == 0);
  occupy(second, inSecond);
  inFirst.release.open();
  first.stop();
  BOOST_TEST(second.started());
  BOOST_TEST(second.workers() == 1);
  inSecond.release.open();
  second.stop();
}

BOOST_AUTO_TEST_SUITE_END()
