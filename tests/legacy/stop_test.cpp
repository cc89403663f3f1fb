// Stopping the old pool from where it must not be stopped.

#include <system_error>

#include "fixture.hpp"

using namespace legacy_test;

BOOST_FIXTURE_TEST_SUITE(stopping, Clean)

// L-32
BOOST_AUTO_TEST_CASE(stop_in_a_pool_thread_sets_the_flags_and_fails_at_joining_itself) {
  Gate release("the job that stops the pool"), done("its failure");
  std::error_code code;
  bool joined = false, started = true;
  int workers = -1;
  ThreadShop shop;
  ThreadPool pool(1, 3);
  pool.setThreadFactory(shop.factory());
  pool.start();
  pool.callInThread([&] {
    release.wait();
    try {
      pool.stop();
    } catch (const std::system_error& error) {
      code = error.code();
    }
    joined = pool.joined();
    started = pool.started();
    workers = pool.workers();
    done.open();
  });
  pool.adjustPoolsize(3, 3);  // two more threads, behind the first in the list
  release.open();
  done.wait();

  BOOST_TEST((code == std::errc::resource_deadlock_would_occur));
  BOOST_TEST(joined);
  BOOST_TEST(!started);
  BOOST_TEST(workers == 0);
  BOOST_TEST(shop.made().at(1)->joins() == 0);
  BOOST_TEST(shop.made().at(2)->joins() == 0);

  // The tokens are out all the same.
  untilThreads(pool, 0);
}

BOOST_AUTO_TEST_SUITE_END()
