// A subclass that makes threads of its own and lets them serve, as programs with a connection per thread do.

#include <atomic>
#include <stdexcept>
#include <system_error>
#include <thread>

#include "fixture.hpp"

using namespace legacy_test;

namespace {

class OwnThreads : public ThreadPool {
 public:
  using ThreadPool::ThreadPool;
  ~OwnThreads() override {
    stop();
    if (thread_.joinable()) thread_.join();
  }
  void startAWorker() override {
    setWorkers(workers() + 1);
    thread_ = std::thread([this] {
      _worker();
      left.open();
    });
  }

  Gate left{"the thread to leave the pool"};

 private:
  std::thread thread_;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(foreign_threads, Clean)

// L-08 L-26
BOOST_AUTO_TEST_CASE(a_thread_that_no_pool_made_is_listed_while_it_serves_and_stop_waits_for_it) {
  Blocker job;
  std::atomic<bool> ended{false};  // sequentially consistent; written before `stop` returns
  OwnThreads pool(0, 1);
  pool.start();
  occupy(pool, job);
  pool.callInThread([&ended] { ended = true; });
  const auto listed = pool.threads();
  BOOST_TEST_REQUIRE(listed.size() == 1u);
  BOOST_TEST(listed == pool.working());
  BOOST_TEST(listed[0]->name().rfind("thread-", 0) == 0u);
  BOOST_CHECK_THROW(listed[0]->start(), std::logic_error);

  job.release.open();
  pool.stop();
  BOOST_TEST(ended);
  BOOST_TEST(pool.threads().empty());
  pool.left.wait();
}

BOOST_AUTO_TEST_CASE(a_stand_in_is_always_the_same_for_a_thread_and_joins_at_once_outside_the_pool) {
  ThreadPool pool(0, 1);
  const auto here = pool.currentThread();
  BOOST_TEST(here == pool.currentThread());
  here->join();
  std::shared_ptr<threadpool::Thread> there;
  std::thread([&] { there = pool.currentThread(); }).join();
  BOOST_TEST(here != there);
  there->join();
}

BOOST_AUTO_TEST_CASE(a_stand_in_cannot_join_itself_while_it_serves) {
  std::error_code code;
  Gate begun("the job");  // then the thread is listed, and stop waits for it
  OwnThreads pool(0, 1);
  pool.start();
  pool.callInThread([&] {
    begun.open();
    try {
      pool.currentThread()->join();
    } catch (const std::system_error& error) {
      code = error.code();
    }
  });
  begun.wait();
  pool.stop();
  BOOST_TEST((code == std::errc::resource_deadlock_would_occur));
}

BOOST_AUTO_TEST_SUITE_END()
