// A pool that was quit through pool_of, below a ThreadPool that does not know of it.

#define BOOST_TEST_MODULE closed_pool
#include <cadre/shim/pool_of.hpp>

#include <threadpool/ThreadPool.h>
#include <boost/test/unit_test.hpp>
#include <cadre/pool.hpp>

#include "deprecation/lost_jobs.hpp"

// S-27 DEF-26: jobs are dropped, as by a pool that was stopped; and its destructor returns.
BOOST_AUTO_TEST_CASE(it_drops_jobs_and_takes_sizes) {
  int runs = 0;
  const auto before = cadre::shim::dropped_submits();
  {
    threadpool::ThreadPool pool(0, 1);
    pool.start();
    cadre::shim::pool_of(pool).quit();
    pool.callInThread([&runs] { ++runs; });
    BOOST_TEST(cadre::shim::dropped_submits() == before + 1);
    BOOST_CHECK_NO_THROW(pool.adjustPoolsize(1, 2));
    BOOST_CHECK_NO_THROW(pool.stop());
    BOOST_CHECK_NO_THROW(pool.setState({1, 2}));
  }
  BOOST_TEST(runs == 0);
}
