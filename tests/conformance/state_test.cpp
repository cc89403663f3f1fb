// The stored values: what is saved of a pool, and the members that programs assigned.

#include <stdexcept>
#include <string>

#include "../support/thread_shop.hpp"
#include "fixture.hpp"

using namespace conformance;
using threadpool::PoolState;

BOOST_FIXTURE_TEST_SUITE(state, Clean)

// X-06 L-100 S-14 S-D19: what is saved is the sizes.
BOOST_AUTO_TEST_CASE(sizes_survive_saving_and_loading) {
  ThreadPool saved(7, 20, "saved");
  saved.adjustPoolsize(9, 21);
  const PoolState state = saved.getState();
  BOOST_TEST(state.min == 9);
  BOOST_TEST(state.max == 21);
  ThreadPool loaded;
  loaded.setState(state);
  BOOST_TEST(loaded.min() == 9);
  BOOST_TEST(loaded.max() == 21);
  BOOST_TEST((loaded.getState() == state));
  BOOST_TEST((loaded.getState() != PoolState{9, 22}));
}

// L-101 S-14: loading makes the pool as new: stopped, nothing queued, no name.
BOOST_AUTO_TEST_CASE(loading_makes_a_pool_as_new) {
  const Trail trail;
  ThreadPool pool(1, 2, "named");
  pool.callInThread([trail, token = trail.token("function")] { trail.note("ran"); });
  pool.stop();
  pool.setState({0, 3});
  BOOST_TEST(trail.has("function gone"));
  BOOST_TEST(!pool.joined());
  BOOST_TEST(!pool.started());
  BOOST_TEST(pool.name().empty());
  BOOST_TEST(pool.workers() == 0);
  BOOST_TEST(pool.q().empty());
  pool.start();
  BOOST_TEST(pool.workers() == 0);
  pool.callInThread([trail] { trail.note("new job"); });
  pool.stop();
  BOOST_TEST(trail.has("new job"));
  BOOST_TEST(!trail.has("ran"));
}

BOOST_AUTO_TEST_CASE(loading_bad_sizes) {  // L-02 L-49 L-101
  ThreadPool pool(1, 2, "named");
  for (const PoolState& bad : {PoolState{-1, 2}, PoolState{3, 2}, PoolState{0, -1}})
    BOOST_CHECK_THROW(pool.setState(bad), std::invalid_argument);
  BOOST_TEST((pool.getState() == PoolState{1, 2}));
  BOOST_TEST(pool.name() == "named");
}

BOOST_AUTO_TEST_CASE(loading_into_a_running_pool) {  // L-101
  Tally ran("the job");
  ThreadPool pool(1, 2);
  pool.start();
  BOOST_CHECK_THROW(pool.setState({0, 1}), std::logic_error);
  BOOST_TEST((pool.getState() == PoolState{1, 2}));
  pool.callInThread([&ran] { ran.add(); });
  pool.stop();
  BOOST_TEST(ran.count() == 1u);
}

// S-D02 L-50: before start sizes are only stored, on both.
BOOST_AUTO_TEST_CASE(assigned_sizes_before_start) {
  ThreadPool pool(0, 1);
  pool.setMax(6);
  pool.setMin(2);
  BOOST_TEST(pool.min() == 2);
  BOOST_TEST(pool.max() == 6);
  BOOST_TEST(pool.workers() == 0);
  pool.start();
  BOOST_TEST(pool.workers() == 2);
  pool.stop();
}

// S-D02 L-41: legacy looks at an assigned maximum at the next submission; the shim at once.
BOOST_AUTO_TEST_CASE(a_maximum_assigned_while_jobs_wait) {
  Blocker first, second;
  ThreadPool pool(0, 1);
  pool.start();
  occupy(pool, first);
  pool.callInThread(std::ref(second));
  pool.setMax(2);
  BOOST_TEST(pool.max() == 2);
  BOOST_TEST(pool.workers() == differs(1, 2));
  if (onShim()) second.begun.wait();
  pool.callInThread([] {});
  second.begun.wait();
  BOOST_TEST(pool.workers() == 2);
  first.release.open();
  second.release.open();
  pool.stop();
}

// S-D02 L-48: legacy looks at assigned sizes in adjustPoolsize; the shim at once.
BOOST_AUTO_TEST_CASE(sizes_assigned_while_running) {
  ThreadPool pool(1, 8);
  pool.start();
  pool.setMin(4);
  BOOST_TEST(pool.workers() == differs(1, 4));
  pool.adjustPoolsize();
  BOOST_TEST(pool.workers() == 4);
  pool.setMin(0);
  pool.setMax(2);
  untilThreads(pool, differs(4u, 2u));
  pool.adjustPoolsize();
  untilThreads(pool, 2);
  BOOST_TEST(pool.workers() == 2);
  pool.stop();
}

// S-D02: while the assigned minimum is above the maximum, the maximum counts in the shim; legacy finds out when it
// looks at the sizes (L-48).
BOOST_AUTO_TEST_CASE(a_minimum_assigned_above_the_maximum) {
  ThreadPool pool(1, 2);
  pool.start();
  pool.setMin(4);
  BOOST_TEST(pool.min() == 4);
  BOOST_TEST(pool.max() == 2);
  BOOST_TEST(pool.workers() == differs(1, 2));
  if (onLegacy()) BOOST_CHECK_THROW(pool.adjustPoolsize(), std::invalid_argument);
  pool.setMax(5);
  pool.adjustPoolsize();
  BOOST_TEST(pool.workers() == 4);
  pool.stop();
}

BOOST_AUTO_TEST_CASE(negative_sizes_cannot_be_assigned) {  // L-02 L-49 S-D02
  ThreadPool pool(1, 2);
  BOOST_CHECK_THROW(pool.setMin(-1), std::invalid_argument);
  BOOST_CHECK_THROW(pool.setMax(-1), std::invalid_argument);
  BOOST_TEST((pool.getState() == PoolState{1, 2}));
}

// L-07 S-02 S-D05: legacy's counter can be overwritten, whatever the number of threads; the shim goes to that number
// of threads, within the sizes.
BOOST_AUTO_TEST_CASE(the_assigned_number_of_workers) {
  ThreadPool pool(1, 4);
  pool.start();
  pool.setWorkers(3);
  BOOST_TEST(pool.workers() == 3);
  BOOST_TEST(pool.threads().size() == differs(1u, 3u));
  pool.setWorkers(9);
  BOOST_TEST(pool.workers() == differs(9, 4));
  pool.setWorkers(0);
  if (onLegacy()) {
    BOOST_TEST(pool.workers() == 0);
    pool.setWorkers(1);
  }
  untilThreads(pool, 1);
  BOOST_TEST(pool.workers() == 1);
  pool.stop();
}

BOOST_AUTO_TEST_CASE(the_number_of_workers_assigned_before_start) {  // L-07 S-09
  ThreadPool pool(0, 4);
  pool.setWorkers(3);
  BOOST_TEST(pool.workers() == differs(3, 0));
  BOOST_TEST(pool.threads().empty());
  if (onLegacy()) pool.setWorkers(0);
  pool.start();
  BOOST_TEST(pool.workers() == 0);
  pool.stop();
}

BOOST_AUTO_TEST_SUITE_END()
