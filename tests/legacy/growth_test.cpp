// When the old pool adds a thread, and when it does not.

#include <deque>

#include "fixture.hpp"

using namespace legacy_test;
using threadpool::Job;
using threadpool::WorkerStop;

namespace {

struct CountingPool : ThreadPool {
  using ThreadPool::ThreadPool;
  void _startSomeWorkers() override {
    ++evaluations;
    ThreadPool::_startSomeWorkers();
  }
  int evaluations = 0;
};

/// Puts one more job into the queue for each thread that it starts.
struct FeedingPool : ThreadPool {
  using ThreadPool::ThreadPool;
  void startAWorker() override {
    ThreadPool::startAWorker();
    q().put(Job([] { return std::any(); }));
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(growth, Clean)

// L-40
BOOST_AUTO_TEST_CASE(threads_are_added_up_to_the_queue_and_the_working_ones_together) {
  std::deque<Blocker> jobs(4);
  ThreadPool pool(0, 3);
  for (std::size_t waiting = 0; waiting < 2; ++waiting) pool.callInThread(std::ref(jobs[waiting]));
  pool.start();
  BOOST_TEST(pool.workers() == 2);
  jobs[0].begun.wait();
  jobs[1].begun.wait();

  occupy(pool, jobs[2]);
  BOOST_TEST(pool.workers() == 3);

  // Needed are four, but the maximum is three.
  pool.callInThread(std::ref(jobs[3]));
  BOOST_TEST(pool.workers() == 3);
  BOOST_TEST(pool.q().qsize() == 1u);

  for (Blocker& job : jobs) job.release.open();
  pool.stop();
}

// L-41
BOOST_AUTO_TEST_CASE(growth_is_looked_at_by_each_submission_and_each_adjustment_of_a_running_pool) {
  CountingPool pool(0, 1);
  pool.callInThread([] {});
  pool.adjustPoolsize(0, 2);
  BOOST_TEST(pool.evaluations == 0);
  pool.start();
  BOOST_TEST(pool.evaluations == 1);
  pool.callInThread([] {});
  pool.callInThreadWithCallback([](bool, Result) {}, [] {});
  BOOST_TEST(pool.evaluations == 3);
  pool.adjustPoolsize();
  BOOST_TEST(pool.evaluations == 4);
  pool.stop();
  pool.callInThread([] {});
  pool.adjustPoolsize(0, 3);
  BOOST_TEST(pool.evaluations == 4);
}

// L-42: counted anew for each thread, the need would grow with the threads, to the maximum.
BOOST_AUTO_TEST_CASE(the_need_is_counted_once_before_the_first_thread_starts) {
  FeedingPool pool(0, 10);
  for (int job = 0; job < 2; ++job) pool.callInThread([] {});
  pool.start();
  BOOST_TEST(pool.workers() == 2);
  pool.stop();
}

// L-42 L-06
BOOST_AUTO_TEST_CASE(tokens_in_the_queue_are_taken_for_need) {
  ThreadShop shop;
  ThreadPool pool(0, 5);
  pool.setThreadFactory(shop.factory());
  pool.start();
  pool.q().put(WorkerStop);
  pool.q().put(WorkerStop);
  pool.callInThread([] {});
  BOOST_TEST(shop.count() == 3u);
  untilThreads(pool, 1);
  BOOST_TEST(pool.workers() == 3);
  pool.stop();
}

// L-43
BOOST_AUTO_TEST_CASE(a_chain_of_jobs_submitted_by_onResult_stays_on_one_thread) {
  constexpr int links = 20;
  Gate done("the chain to end");
  ThreadShop shop;
  ThreadPool pool(0, 5);
  pool.setThreadFactory(shop.factory());
  int link = 0;
  std::function<void(bool, Result)> next = [&](bool, Result) {
    if (++link == links) return done.open();
    pool.callInThreadWithCallback(next, [] {});
  };
  pool.start();
  pool.callInThreadWithCallback(next, [] {});
  done.wait();
  BOOST_TEST(shop.count() == 1u);
  pool.stop();
}

// L-43 L-B07
BOOST_AUTO_TEST_CASE(a_thread_in_a_blocking_onResult_is_not_seen_and_the_next_job_waits_behind_it) {
  Blocker onResult;
  bool ran = false;
  ThreadPool pool(0, 5);
  pool.start();
  pool.callInThreadWithCallback([&](bool, Result) { onResult(); }, [] {});
  onResult.begun.wait();

  // Nobody else is there to run it: if a thread were started, the counter would tell at once.
  pool.callInThread([&ran] { ran = true; });
  BOOST_TEST(pool.workers() == 1);
  BOOST_TEST(pool.q().qsize() == 1u);

  onResult.release.open();
  pool.stop();
  BOOST_TEST(ran);
}

BOOST_AUTO_TEST_SUITE_END()
