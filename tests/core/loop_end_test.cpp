// loop_end_test.cpp - proves what cadre/loop_worker.hpp promises of quit and stop.

#include <signal.h>
#include <sys/time.h>

#include <atomic>
#include <boost/test/unit_test.hpp>
#include <cadre/call_in_thread.hpp>
#include <cadre/loop_worker.hpp>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <string>
#include <thread>
#include <vector>

#include "gate.hpp"
#include "loop_fixture.hpp"
#include "probe.hpp"
#include "starters.hpp"

using cadre_test::accepts;
using cadre_test::driver;
using cadre_test::gate;
using cadre_test::loop_surroundings;
using cadre_test::probe;
using std::chrono::seconds;
using surroundings = cadre_test::timed_loop_surroundings;
using words = std::vector<std::string>;

namespace {

std::atomic<cadre::loop_worker*> stopped_by_signal{nullptr};

void stop_loop(int /*signal*/) {
  const int before = errno;
  errno = EDOM;
  stopped_by_signal.load()->stop();
  if (errno != EDOM) abort();
  errno = before;
}

/// While it lives, `number` stops the loop.
class stop_signal {
 public:
  stop_signal(int number, cadre::loop_worker& loop) : number_(number) {
    stopped_by_signal = &loop;
    struct sigaction action {};
    action.sa_handler = stop_loop;
    sigaction(number, &action, &before_);
  }
  stop_signal(const stop_signal&) = delete;
  stop_signal& operator=(const stop_signal&) = delete;
  ~stop_signal() { sigaction(number_, &before_, nullptr); }

 private:
  int number_;
  struct sigaction before_ {};
};

void interrupt_every(std::chrono::microseconds interval) {
  const timeval each{.tv_sec = 0, .tv_usec = interval.count()};
  const itimerval timer{.it_interval = each, .it_value = each};
  setitimer(ITIMER_REAL, &timer, nullptr);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(loop_end)

// X-105 W-15: the worker refuses work, and the loop goes on with what it has accepted, times included.
BOOST_AUTO_TEST_CASE(a_loop_that_quit_goes_on) {
  const surroundings around;
  words order;
  gate later;
  gate ended;
  cadre::loop_worker loop(around.options());
  loop.submit([&order] { order.emplace_back("call"); });
  loop.submit_at(loop.now() + seconds(10), [&] {
    order.emplace_back("time");
    later.open();
  });
  loop.quit();
  BOOST_TEST(!accepts(loop));
  BOOST_CHECK_THROW(loop.submit_at(loop.now(), [] {}), cadre::already_quit);
  BOOST_CHECK_THROW(loop.quit(), cadre::already_quit);
  std::thread runs([&] {
    loop.run();
    ended.open();
  });
  BOOST_TEST(around.pass(seconds(5), later));
  BOOST_TEST(ended.passed());
  runs.join();
  BOOST_TEST(order == (words{"call", "time"}), boost::test_tools::per_element());
}

// nor does the pool end with it.
BOOST_AUTO_TEST_CASE(the_default_pool_of_a_loop_that_quit_goes_on) {
  const loop_surroundings around;
  gate ran;
  cadre::loop_worker loop(around.options());
  loop.quit();
  cadre::call_in_thread(loop, [&ran] { ran.open(); });
  loop.poll();
  BOOST_TEST(ran.passed());
}

// from another thread, to a loop that sleeps.
BOOST_AUTO_TEST_CASE(quit_wakes_the_loop) {
  const loop_surroundings around;
  gate served;
  gate ended;
  cadre::loop_worker loop(around.options());
  std::thread runs([&] {
    loop.run();
    ended.open();
  });
  loop.submit([&served] { served.open(); });
  BOOST_TEST(served.passed());
  loop.quit();
  BOOST_TEST(ended.passed());
  runs.join();
}

// X-106 W-15: from a task. What was accepted by then still runs, in order; what comes later is refused.
BOOST_AUTO_TEST_CASE(a_loop_that_is_stopped_returns) {
  const loop_surroundings around;
  words order;
  cadre::loop_worker loop(around.options());
  loop.submit([&] {
    loop.stop();
    loop.stop();
    loop.submit([&order] { order.emplace_back("inner"); });
    order.emplace_back("outer");
  });
  loop.submit([&order] { order.emplace_back("waiting"); });
  BOOST_TEST(loop.run() == 3U);
  BOOST_TEST(order == (words{"outer", "waiting", "inner"}), boost::test_tools::per_element());
  BOOST_TEST(loop.closed());
  BOOST_TEST(!accepts(loop));
  BOOST_CHECK_THROW(loop.quit(), cadre::already_quit);
}

// Stopped, it stays stopped, and to drive it is no error.
BOOST_AUTO_TEST_CASE(driving_a_stopped_loop_returns_at_once) {
  const loop_surroundings around;
  cadre::loop_worker loop(around.options());
  loop.stop();
  loop.run();
  loop.stop();
  BOOST_TEST(loop.run() == 0U);
  BOOST_TEST(loop.run_for(seconds(3600)) == 0U);
  BOOST_TEST(loop.poll() == 0U);
}

// before it runs, stop is not lost, and what was accepted runs.
BOOST_AUTO_TEST_CASE(stop_before_run_holds) {
  const loop_surroundings around;
  int runs = 0;
  cadre::loop_worker loop(around.options());
  loop.stop();
  BOOST_TEST(!loop.closed());
  loop.submit([&runs] { ++runs; });
  BOOST_TEST(loop.run() == 1U);
  BOOST_TEST(runs == 1);
}

// Turn by turn, for a program with a loop of its own.
BOOST_AUTO_TEST_CASE(poll_brings_a_loop_to_its_end) {
  const loop_surroundings around;
  std::atomic<int> runs = 0;
  cadre::loop_worker loop(around.options());
  for (int i = 0; i < 5; ++i) cadre::call_in_thread(loop, [&] { loop.submit([&runs] { ++runs; }); });
  loop.stop();
  BOOST_TEST(cadre_test::eventually([&] {
    loop.poll();
    return loop.closed();
  }));
  BOOST_TEST(runs == 5);
  BOOST_TEST(around.threads.live() == 0U);
}

// Stopped and quit: what was accepted is there, and the pool is ended as well.
BOOST_AUTO_TEST_CASE(stop_follows_quit) {
  const loop_surroundings around;
  std::atomic<int> runs = 0;
  cadre::loop_worker loop(around.options());
  loop.submit([&runs] { ++runs; });
  cadre::call_in_thread(loop, [&runs] { ++runs; });
  loop.quit();
  loop.stop();
  BOOST_TEST(loop.run() == 1U);
  BOOST_TEST(runs == 2);
  BOOST_CHECK_THROW(static_cast<void>(loop.default_pool()), cadre::already_quit);
}

// what is due runs; what is not is dropped and reported.
BOOST_AUTO_TEST_CASE(stop_drops_times_that_are_not_due) {
  surroundings around;
  int runs = 0;
  int gone = 0;
  cadre::loop_worker loop(around.options());
  for (const int second : {0, 0, 10, 3600})
    loop.submit_at(loop.now() + seconds(second), [&runs, end = probe([&gone] { ++gone; })] { ++runs; });
  loop.stop();
  BOOST_TEST(loop.run() == 2U);
  BOOST_TEST(runs == 2);
  BOOST_TEST(gone == 4);
  BOOST_TEST(around.errors.claim("task_dropped") == 2U);
}

// From other threads, to a loop that sleeps.
BOOST_AUTO_TEST_CASE(any_thread_may_stop) {
  for (int round = 0; round < 50; ++round) {
    const loop_surroundings around;
    gate served;
    cadre::loop_worker loop(around.options());
    driver runs(loop);
    loop.submit([&served] { served.open(); });
    BOOST_REQUIRE(served.passed());
    cadre_test::at_once(2, [&](int) { loop.stop(); });
    runs.stop();
  }
}

// on a thread that is neither the loop's nor has to do with it; errno is as before.
BOOST_AUTO_TEST_CASE(a_signal_handler_may_stop) {
  const loop_surroundings around;
  gate served;
  cadre::loop_worker loop(around.options());
  const stop_signal handler(SIGUSR1, loop);
  driver runs(loop);
  loop.submit([&served] { served.open(); });
  BOOST_REQUIRE(served.passed());
  raise(SIGUSR1);
  runs.stop();
  BOOST_TEST(loop.closed());
}

// R-32 C-01: on the thread that drives, and on one that is inside of submit, wherever that is interrupted.
BOOST_AUTO_TEST_CASE(a_signal_may_come_at_any_moment) {
  const loop_surroundings around;
  cadre::loop_worker loop(around.options());
  const stop_signal handler(SIGALRM, loop);
  int runs = 0;
  int submitted = 0;
  interrupt_every(std::chrono::microseconds(100));
  const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(200);
  for (; std::chrono::steady_clock::now() < end; ++submitted) loop.submit([&runs] { ++runs; });
  loop.run();
  interrupt_every(std::chrono::microseconds(0));
  BOOST_TEST(runs == submitted);
}

BOOST_AUTO_TEST_SUITE_END()
