// Many threads at one pool. Legacy wants submissions, sizes and stop from one thread (L-35), so that only the shim is
// asked for more.

#include <atomic>
#include <thread>
#include <vector>

#include "fixture.hpp"

using namespace conformance;

BOOST_FIXTURE_TEST_SUITE(concurrency, Clean)

// L-68 L-69: whoever submits, each job runs once. The threads exist beforehand, so that legacy's counter is at rest.
BOOST_AUTO_TEST_CASE(jobs_from_many_threads_run_once_each) {
  constexpr int submitters = 3, each = 200;
  std::vector<std::atomic<int>> runs(submitters * each);  // sequentially consistent; read after stop
  ThreadPool pool(2, 2);
  pool.start();
  std::vector<std::thread> threads;
  for (int i = 0; i < submitters; ++i)
    threads.emplace_back([&, i] {
      for (int j = 0; j < each; ++j)
        pool.callInThread([&runs, at = i * each + j] { ++runs[static_cast<std::size_t>(at)]; });
    });
  for (std::thread& thread : threads) thread.join();
  pool.stop();
  for (const auto& count : runs) BOOST_TEST(count == 1);
}

// L-35 L-B02 DEF-17: submissions, sizes and gauges from several threads: the maximum holds, and nothing is lost.
BOOST_AUTO_TEST_CASE(any_member_from_any_thread, *boost::unit_test::precondition(shimOnly)) {
  std::atomic<int> ran{0}, running{0}, most{0};  // sequentially consistent
  ThreadPool pool(0, 4);
  pool.start();
  const auto submit = [&] {
    for (int i = 0; i < 200; ++i)
      pool.callInThread([&] {
        const int now = ++running;
        for (int seen = most; now > seen && !most.compare_exchange_weak(seen, now);) {
        }
        --running;
        ++ran;
      });
  };
  const auto resize = [&] {
    for (int i = 0; i < 50; ++i) pool.adjustPoolsize(i % 2, 1 + i % 4);
  };
  const auto read = [&] {
    for (int i = 0; i < 200; ++i) static_cast<void>(pool.working().size() + pool.waiters().size() + pool.q().qsize());
  };
  std::vector<std::thread> threads;
  threads.emplace_back(submit);
  threads.emplace_back(submit);
  threads.emplace_back(resize);
  threads.emplace_back(read);
  for (std::thread& thread : threads) thread.join();
  pool.stop();
  BOOST_TEST(ran == 400);
  BOOST_TEST(most <= 4);
}

BOOST_AUTO_TEST_SUITE_END()
