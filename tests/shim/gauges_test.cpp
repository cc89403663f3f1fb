// What threadpool-migrate writes for threads() and workers() says what they say.

#define BOOST_TEST_MODULE gauges
#include <cadre/shim/pool_of.hpp>

#include <threadpool/ThreadPool.h>
#include <boost/test/unit_test.hpp>
#include <cstddef>
#include <functional>
#include <string>
#include <utility>

#include "../support/blocker.hpp"
#include "../support/pool_gauges.hpp"
#include "../support/thread_shop.hpp"

namespace {

using threadpool::ThreadPool;

int written_for_workers(const ThreadPool& pool) {
  return static_cast<int>(cadre::shim::pool_of(pool).statistics().workers());
}

void all_say(const ThreadPool& pool, std::size_t count) {
  BOOST_TEST(pool.threads().size() == count);
  BOOST_TEST(cadre::shim::pool_of(pool).statistics().workers() == count);
  BOOST_TEST(pool.workers() == written_for_workers(pool));
}

}  // namespace

// S-02
BOOST_AUTO_TEST_CASE(they_agree_in_every_state_of_a_pool) {
  support::Blocker jobs[3];
  ThreadPool pool(2, 3);
  all_say(pool, 0);
  pool.start();
  all_say(pool, 2);
  support::occupy(pool, jobs);
  pool.callInThread([] {});
  all_say(pool, 3);
  pool.adjustPoolsize(0, 1);
  all_say(pool, 3);  // told to leave, and not gone yet
  support::release(jobs);
  support::untilThreads(pool, 1);
  all_say(pool, 1);
  pool.stop();
  all_say(pool, 0);
}

// S-02: a thread in the making is a worker already, but no thread that is listed.
BOOST_AUTO_TEST_CASE(in_a_factory_the_list_is_one_behind) {
  support::ThreadShop shop;
  std::size_t listed = 9;
  int counted = 9, written = 9;
  ThreadPool pool(1, 1);
  pool.setThreadFactory([&](std::function<void()> body, const std::string& name) {
    listed = pool.threads().size();
    counted = pool.workers();
    written = written_for_workers(pool);
    return shop.make(std::move(body), name);
  });
  pool.start();
  BOOST_TEST(listed == 0U);
  BOOST_TEST(counted == 1);
  BOOST_TEST(written == 1);
  all_say(pool, 1);
  pool.stop();
}
