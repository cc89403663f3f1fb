// Who is in `threads`, `waiters` and `working`, and what a list is.

#include <stdexcept>

#include "fixture.hpp"

using namespace legacy_test;
using threadpool::Thread;
using threadpool::ThreadSafeList;

namespace {

/// A Thread that is somebody else's.
struct Stranger final : Thread {
  void start() override {}
  void join() override {}
  std::string name() const override { return "stranger"; }
};

struct PoolOfStrangers : ThreadPool {
  using ThreadPool::ThreadPool;
  std::shared_ptr<Thread> currentThread() override { return stranger; }
  const std::shared_ptr<Thread> stranger = std::make_shared<Stranger>();
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(lists, Clean)

// L-09
BOOST_AUTO_TEST_CASE(working_lists_a_thread_in_its_function_and_no_list_one_in_onResult) {
  Blocker function, onResult;
  ThreadPool pool(1, 1);
  pool.start();
  pool.callInThreadWithCallback([&](bool, Result) { onResult(); }, std::ref(function));
  function.begun.wait();
  BOOST_TEST(pool.working() == pool.threads());
  BOOST_TEST(pool.waiters().empty());

  function.release.open();
  onResult.begun.wait();
  BOOST_TEST(pool.working().empty());
  BOOST_TEST(pool.waiters().empty());
  BOOST_TEST(pool.threads().size() == 1u);

  onResult.release.open();
  untilWaiters(pool, 1);
  pool.stop();
}

// L-10: after its arrival a thread enters no list before it has got a job, so there is nothing to wait for.
BOOST_AUTO_TEST_CASE(a_thread_that_never_had_a_job_is_no_waiter) {
  AnnouncingPool pool(3, 3);
  pool.start();
  pool.arrivals.wait(3);
  BOOST_TEST(pool.workers() == 3);
  BOOST_TEST(pool.waiters().empty());
  BOOST_TEST(pool.working().empty());

  pool.callInThread([] {});
  untilWaiters(pool, 1);
  BOOST_TEST(pool.working().empty());
}

// L-05
BOOST_AUTO_TEST_CASE(a_thread_that_is_not_what_the_factory_made_cannot_take_itself_off_the_list) {
  Blocker job;
  PoolOfStrangers pool(1, 1);
  pool.start();
  occupy(pool, job);
  BOOST_TEST(pool.working().at(0) == pool.stranger);
  const auto listed = pool.threads();
  BOOST_TEST(listed.at(0) != pool.stranger);

  job.release.open();
  pool.stop();
  BOOST_TEST(pool.threads() == listed);
  const auto errors = log.takeErrors();
  BOOST_TEST_REQUIRE(errors.size() == 1u);
  BOOST_TEST(threadpool::Failure(errors[0].entry.exception).check<std::invalid_argument>());
  BOOST_TEST(errors[0].entry.text.find("not in the list") != std::string::npos);
}

// X-16 L-09
BOOST_AUTO_TEST_CASE(a_list_holds_a_thread_as_long_as_the_scope_runs) {
  ThreadPool pool(0, 1);
  ThreadSafeList list;
  const auto thread = std::make_shared<Stranger>();
  bool entered = false;
  pool._workerState(list, thread, [&] {
    entered = true;
    BOOST_TEST(list.contains(thread));
    BOOST_TEST(list.size() == 1u);
  });
  BOOST_TEST(entered);
  BOOST_TEST(list.size() == 0u);
}

// X-17 L-09
BOOST_AUTO_TEST_CASE(a_scope_that_throws_leaves_the_list_and_the_exception_passes) {
  ThreadPool pool(0, 1);
  ThreadSafeList list;
  const auto thread = std::make_shared<Stranger>();
  BOOST_CHECK_THROW(pool._workerState(list, thread, [] { throw std::domain_error("out"); }), std::domain_error);
  BOOST_TEST(!list.contains(thread));
  BOOST_CHECK_THROW(list.remove(thread), std::invalid_argument);
}

BOOST_AUTO_TEST_SUITE_END()
