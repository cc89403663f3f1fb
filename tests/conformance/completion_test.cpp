// Jobs that are submitted from onResult, or because of it, and an onResult that blocks.

#include <atomic>
#include <functional>
#include <set>
#include <thread>

#include "fixture.hpp"

using namespace conformance;

namespace {

/// Submits the next job of a chain from the onResult of the one before.
struct Chain {
  ThreadPool& pool;
  int left;
  Gate ended{"the end of the chain"};
  Tally submitted{"submissions that have returned"};
  std::set<std::thread::id> threads{};  // by one link at a time

  void next() {
    pool.callInThreadWithCallback(
        [this](bool, Result) {
          if (--left > 0)
            next();
          else
            ended.open();
        },
        [this] { threads.insert(std::this_thread::get_id()); });
    submitted.add();
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(completion, Clean)

// X-20 L-43 S-35 DEF-35: twenty jobs, each submitted by the onResult before it, take one thread.
BOOST_AUTO_TEST_CASE(a_chain_through_on_result_takes_one_thread) {
  ThreadPool pool(0, 5);
  Chain chain{pool, 20};
  pool.start();
  chain.next();
  chain.ended.wait();
  BOOST_TEST(pool.workers() == 1);
  pool.stop();
  BOOST_TEST(chain.threads.size() == 1u);
}

// X-20 L-43: the same with threads that are idle: none is added. The last job may end
// before its submission does, and legacy's stop must not meet that (L-B03).
BOOST_AUTO_TEST_CASE(a_chain_adds_no_thread_to_idle_ones) {
  ThreadPool pool(3, 10);
  Chain chain{pool, 20};
  pool.start();
  chain.next();
  chain.ended.wait();
  chain.submitted.wait(20);
  BOOST_TEST(pool.workers() == 3);
  pool.stop();
}

// L-43 L-B07 S-36 X-20: a job that another thread submits during an onResult waits for that thread in legacy. The
// shim gives this up, so that a blocking onResult stalls nobody, and adds a thread.
BOOST_AUTO_TEST_CASE(a_job_submitted_from_outside_during_on_result) {
  Gate answering("onResult to begin"), answer("onResult's release"), ran("the second job");
  ThreadPool pool(0, 5);
  pool.start();
  pool.callInThreadWithCallback(
      [&](bool, Result) {
        answering.open();
        answer.wait();
      },
      [] {});
  answering.wait();
  pool.callInThread([&ran] { ran.open(); });
  BOOST_TEST(pool.workers() == differs(1, 2));
  if (onLegacy()) {
    BOOST_TEST(pool.q().qsize() == 1u);
    BOOST_TEST(!ran.isOpen());
  } else {
    ran.wait();
  }
  answer.open();
  pool.stop();
  BOOST_TEST(ran.isOpen());
}

// S-36 L-43: a job from inside onResult goes to an idle thread, where there is one, and does not wait for this one.
BOOST_AUTO_TEST_CASE(a_job_from_inside_on_result_goes_to_an_idle_thread) {
  Gate ran("the job from onResult"), answered("onResult");
  ThreadPool pool(2, 3);
  pool.start();
  pool.callInThreadWithCallback(
      [&](bool, Result) {
        pool.callInThread([&ran] { ran.open(); });
        ran.wait();
        answered.open();
      },
      [] {});
  answered.wait();
  BOOST_TEST(pool.workers() == 2);
  pool.stop();
}

// L-43 S-36: the first job from inside onResult waits for this thread, the second gets a thread of its own.
BOOST_AUTO_TEST_CASE(the_second_job_from_inside_on_result_adds_a_thread) {
  Gate submitted("the submissions"), answer("onResult's release");
  Tally ran("jobs");
  int workersAfterFirst = 0, workersAfterSecond = 0;
  std::size_t waitingAfterFirst = 0;
  ThreadPool pool(0, 5);
  pool.start();
  pool.callInThreadWithCallback(
      [&](bool, Result) {
        pool.callInThread([&ran] { ran.add(); });
        workersAfterFirst = pool.workers();
        waitingAfterFirst = pool.q().qsize();
        pool.callInThread([&ran] { ran.add(); });
        workersAfterSecond = pool.workers();
        submitted.open();
        answer.wait();
      },
      [] {});
  submitted.wait();
  BOOST_TEST(workersAfterFirst == 1);
  BOOST_TEST(waitingAfterFirst == 1u);
  BOOST_TEST(workersAfterSecond == 2);
  ran.wait(1);
  answer.open();
  pool.stop();
  BOOST_TEST(ran.count() == 2u);
}

// X-20 L-43: sequential jobs from outside, each after the pool came to rest, take one thread. In legacy nearly always:
// a job that moves from the queue to `working` while the two are added up counts twice there.
BOOST_AUTO_TEST_CASE(sequential_jobs_take_one_thread, *boost::unit_test::precondition(shimOnly)) {
  Tally answered("results");
  ThreadPool pool(0, 5);
  pool.start();
  for (std::size_t i = 1; i <= 10; ++i) {
    pool.callInThreadWithCallback([&answered](bool, Result) { answered.add(); }, [] {});
    answered.wait(i);
    atRest(pool, 1);
    BOOST_TEST(pool.workers() == 1);
  }
  pool.stop();
}

// L-67 S-36: an onResult that blocks holds its own thread, and with it, at a maximum of 1, all that waits.
BOOST_AUTO_TEST_CASE(a_blocking_on_result_holds_its_thread) {
  Gate answering("onResult to begin"), answer("onResult's release"), ran("the second job");
  ThreadPool pool(0, 1);
  pool.start();
  pool.callInThreadWithCallback(
      [&](bool, Result) {
        answering.open();
        answer.wait();
      },
      [] {});
  answering.wait();
  pool.callInThread([&ran] { ran.open(); });
  BOOST_TEST(pool.workers() == 1);
  BOOST_TEST(!ran.isOpen());
  answer.open();
  ran.wait();
  pool.stop();
}

// S-36 L-B07: jobs that blocked results of others would stall run beside them, up to the maximum.
BOOST_AUTO_TEST_CASE(blocking_results_stall_nobody, *boost::unit_test::precondition(shimOnly)) {
  Tally answering("results that block");
  Gate answer("the blocking results' release");
  ThreadPool pool(0, 4);
  pool.start();
  for (int i = 0; i < 3; ++i)
    pool.callInThreadWithCallback(
        [&](bool, Result) {
          answering.add();
          answer.wait();
        },
        [] {});
  answering.wait(3);
  pool.callInThread([&answer] { answer.open(); });
  answer.wait();
  BOOST_TEST(pool.workers() == 4);
  pool.stop();
}

// L-69 S-36: stop runs what an onResult submitted before stop began, though its thread is still in onResult.
BOOST_AUTO_TEST_CASE(stop_runs_what_an_on_result_submitted) {
  Gate submitted("the submission"), answer("onResult's release");
  Tally ran("the job from onResult");
  ThreadPool pool(0, 1);
  pool.start();
  pool.callInThreadWithCallback(
      [&](bool, Result) {
        pool.callInThread([&ran] { ran.add(); });
        submitted.open();
        answer.wait();
      },
      [] {});
  submitted.wait();
  std::thread stopper([&pool] { pool.stop(); });
  eventually([&] { return pool.joined(); }, "stop to begin");
  answer.open();
  stopper.join();
  BOOST_TEST(ran.count() == 1u);
}

BOOST_AUTO_TEST_SUITE_END()
