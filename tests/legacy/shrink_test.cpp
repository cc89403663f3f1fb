// How the old pool gets smaller: by tokens in the queue, in their turn.

#include <atomic>
#include <numeric>

#include "fixture.hpp"

using namespace legacy_test;

namespace {

int joinsOf(const ThreadShop& shop) {
  const auto threads = shop.made();
  return std::accumulate(threads.begin(), threads.end(), 0,
                         [](int sum, const auto& thread) { return sum + thread->joins(); });
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(shrink, Clean)

// L-46
BOOST_AUTO_TEST_CASE(jobs_before_the_token_run_side_by_side_and_jobs_behind_it_one_by_one) {
  Blocker occupants[2];
  Tally met("jobs before the token, at the same time");
  // Sequentially consistent: of two jobs that overlap, one sees the other in `inside`.
  std::atomic<int> inside{0};
  std::atomic<bool> overlapped{false};
  ThreadPool pool(2, 2);
  pool.start();
  for (Blocker& job : occupants) occupy(pool, job);

  for (int job = 0; job < 2; ++job) {
    pool.callInThread([&met] {
      met.add();
      met.wait(2);
    });
  }
  pool.adjustPoolsize(1, 1);
  BOOST_TEST(pool.workers() == 1);
  for (int job = 0; job < 5; ++job) {
    pool.callInThread([&] {
      if (++inside > 1) overlapped = true;
      --inside;
    });
  }
  for (Blocker& job : occupants) job.release.open();
  met.wait(2);
  untilThreads(pool, 1);
  pool.stop();
  BOOST_TEST(!overlapped);
}

// L-47
BOOST_AUTO_TEST_CASE(shrinking_and_growing_again_runs_old_and_new_threads_together) {
  Blocker old[2], added[2];
  ThreadPool pool(2, 2);
  pool.start();
  for (Blocker& job : old) occupy(pool, job);

  // In front of the tokens, so that the new threads find work before they find those.
  for (Blocker& job : added) pool.callInThread(std::ref(job));
  pool.adjustPoolsize(0, 0);
  BOOST_TEST(pool.workers() == 0);
  pool.adjustPoolsize(2, 2);
  BOOST_TEST(pool.workers() == 2);

  for (Blocker& job : added) job.begun.wait();
  BOOST_TEST(pool.working().size() == 4u);
  BOOST_TEST(pool.max() == 2);

  for (Blocker& job : old) job.release.open();
  for (Blocker& job : added) job.release.open();
  untilThreads(pool, 2);
  pool.stop();
}

// L-B13
BOOST_AUTO_TEST_CASE(stop_does_not_join_a_thread_that_has_left_before) {
  Tally ended("threads that have left the pool");
  ThreadShop shop;
  ThreadPool pool(2, 2);
  pool.setThreadFactory([&](std::function<void()> body, const std::string& name) {
    return shop.make(
        [&ended, body = std::move(body)] {
          body();
          ended.add();
        },
        name);
  });
  pool.start();
  pool.adjustPoolsize(1, 1);
  ended.wait(1);
  BOOST_TEST(pool.threads().size() == 1u);
  pool.stop();
  BOOST_TEST(shop.count() == 2u);
  BOOST_TEST(joinsOf(shop) == 1);
}

BOOST_AUTO_TEST_SUITE_END()
