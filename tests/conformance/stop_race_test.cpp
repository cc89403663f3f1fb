// Stop beside submissions, beside another stop, and from the pool's own threads.

#include <atomic>
#include <stdexcept>
#include <system_error>
#include <thread>

#include "fixture.hpp"

using namespace conformance;

namespace {

/// Stops the pool between the queueing of a job and the look at how many threads it needs.
class StopsWhileGrowing : public ThreadPool {
 public:
  using ThreadPool::ThreadPool;
  void _startSomeWorkers() override {
    if (armed) {
      armed = false;
      stop();
    }
    ThreadPool::_startSomeWorkers();
  }
  bool armed = false;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(stop_race, Clean)

// L-B03: in legacy, a stop between queueing and growing leaves a thread that no token will reach. The shim
// does not call the hook, so its submission is over before the stop begins.
BOOST_AUTO_TEST_CASE(stop_between_queueing_and_growing) {
  Tally ran("the job");
  StopsWhileGrowing pool(0, 2);
  pool.start();
  pool.armed = true;
  pool.callInThread([&ran] { ran.add(); });
  ran.wait(1);
  BOOST_TEST(pool.started() == differs(false, true));
  BOOST_TEST(pool.workers() == 1);
  if (onLegacy()) {
    atRest(pool, 1);
    BOOST_TEST(pool.threads().size() == 1u);
    pool.stopAWorker();  // else the thread would wait for ever
  }
  pool.armed = false;
  pool.stop();
  BOOST_TEST(pool.threads().empty());
}

// L-B04 L-30 S-27 DEF-26: once stop has begun, a submission is dropped. A job that gets into the queue all the same
// comes behind legacy's tokens, and is left to the next start; the shim's stop still runs it.
BOOST_AUTO_TEST_CASE(jobs_that_come_after_stop_has_begun) {
  Blocker job;
  Tally submitted("the submitted job"), queued("the queued job");
  ThreadPool pool(1, 1);
  pool.start();
  occupy(pool, job);
  std::thread stopper([&pool] { pool.stop(); });
  // Legacy's counter is at zero after its last token; the shim counts the thread that still works.
  eventually([&] { return pool.joined() && (onShim() || pool.workers() == 0); }, "stop to begin");
  pool.callInThread([&submitted] { submitted.add(); });
  pool.q().put(threadpool::Job(threadpool::bind<false>([&queued] { queued.add(); })));
  job.release.open();
  stopper.join();
  BOOST_TEST(queued.count() == differs(0u, 1u));
  BOOST_TEST(pool.q().qsize() == differs(1u, 0u));
  pool.start();
  pool.stop();
  BOOST_TEST(queued.count() == 1u);
  BOOST_TEST(submitted.count() == 0u);
}

// L-B04 S-27 DEF-26: a submission beside a stop never throws, and nothing runs after stop has returned. A job that came
// too late for this stop, and too early to be dropped, waits for the next start, and is in the queue until then: none
// is lost. Legacy asks its clients not to do this (L-35).
BOOST_AUTO_TEST_CASE(submissions_beside_a_stop_never_throw, *boost::unit_test::precondition(shimOnly)) {
  for (int round = 0; round < 20; ++round) {
    std::atomic<int> ran{0}, threw{0};  // sequentially consistent, and read after the joins
    Gate go("the start signal");
    ThreadPool pool(1, 3);
    pool.start();
    std::thread submitters[2];
    for (std::thread& submitter : submitters)
      submitter = std::thread([&] {
        go.wait();
        for (int i = 0; i < 50; ++i) try {
            pool.callInThread([&ran] { ++ran; });
          } catch (...) {
            ++threw;
          }
      });
    go.open();
    pool.stop();
    const int ranBeforeStopReturned = ran;
    for (std::thread& submitter : submitters) submitter.join();
    BOOST_TEST(threw == 0);
    BOOST_TEST(ran == ranBeforeStopReturned);
    const auto kept = static_cast<int>(pool.q().qsize());
    pool.start();
    pool.stop();
    BOOST_TEST(ran == ranBeforeStopReturned + kept);
    BOOST_TEST(pool.q().empty());
  }
}

// DEF-24: of two stops at once, neither returns before the pool is at its end. Legacy asks for one thread (L-35).
BOOST_AUTO_TEST_CASE(a_stop_beside_another_waits_for_it, *boost::unit_test::precondition(shimOnly)) {
  Blocker job;
  Gate secondReturned("the second stop");
  ThreadPool pool(1, 1);
  pool.start();
  occupy(pool, job);
  std::thread first([&pool] { pool.stop(); });
  eventually([&] { return pool.joined(); }, "the first stop to begin");
  std::thread second([&] {
    pool.stop();
    secondReturned.open();
  });
  BOOST_TEST(!secondReturned.isOpen());
  job.release.open();
  secondReturned.wait();
  BOOST_TEST(pool.threads().empty());
  first.join();
  second.join();
}

// L-32 S-28 DEF-23: a pool thread cannot join itself. Legacy finds out half-way: the pool is marked stopped
// and its tokens are out. The shim refuses first, and goes on as before.
BOOST_AUTO_TEST_CASE(stop_from_a_pool_thread_is_an_error) {
  Tally after("the job after the refused stop");
  std::error_code refused;
  Gate tried("the job that stops");
  ThreadPool pool(1, 1);
  pool.start();
  pool.callInThread([&] {
    try {
      pool.stop();
    } catch (const std::system_error& error) {
      refused = error.code();
    }
    tried.open();
  });
  tried.wait();
  BOOST_TEST((refused == std::errc::resource_deadlock_would_occur));
  BOOST_TEST(pool.started() == differs(false, true));
  BOOST_TEST(pool.joined() == differs(true, false));
  BOOST_TEST(pool.workers() == differs(0, 1));
  pool.callInThread([&after] { after.add(); });
  if (onShim()) after.wait(1);
  pool.stop();
  BOOST_TEST(after.count() == differs(0u, 1u));
  untilThreads(pool, 0);
  BOOST_TEST(pool.joined());
}

// S-28 DEF-23: nor can it start the pool while a stop waits for it.
BOOST_AUTO_TEST_CASE(start_from_a_pool_thread_during_a_stop_is_an_error, *boost::unit_test::precondition(shimOnly)) {
  std::error_code refused;
  ThreadPool pool(1, 1);
  Blocker job;
  pool.start();
  pool.callInThread([&] {
    job();
    try {
      pool.start();
    } catch (const std::system_error& error) {
      refused = error.code();
    }
  });
  job.begun.wait();
  std::thread stopper([&pool] { pool.stop(); });
  eventually([&] { return pool.joined(); }, "the stop to begin");
  job.release.open();
  stopper.join();
  BOOST_TEST((refused == std::errc::resource_deadlock_would_occur));
  BOOST_TEST(!pool.started());
}

// L-32: legacy leaves the threads that come later in its list unjoined; a stop from outside ends them all.
BOOST_AUTO_TEST_CASE(a_pool_stopped_from_inside_can_be_stopped_from_outside) {
  Blocker other;
  Gate go("the signal to stop"), tried("the job that stops");
  Tally refused;
  ThreadPool pool(0, 2);
  pool.start();
  pool.callInThread([&] {
    go.wait();
    try {
      pool.stop();
    } catch (const std::system_error&) {
      refused.add();
    }
    tried.open();
  });
  eventually([&] { return pool.working().size() == 1; }, "the first job to run");
  occupy(pool, other);
  go.open();
  tried.wait();
  BOOST_TEST(refused.count() == 1u);
  BOOST_TEST(!pool.threads().empty());
  other.release.open();
  pool.stop();
  BOOST_TEST(pool.threads().empty());
}

BOOST_AUTO_TEST_SUITE_END()
