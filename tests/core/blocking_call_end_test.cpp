// blocking_call_end_test.cpp - proves what cadre/blocking_call.hpp promises of calls that meet the end of the loop.

#include <atomic>
#include <boost/test/unit_test.hpp>
#include <boost/thread/future.hpp>
#include <cadre/blocking_call.hpp>
#include <cadre/call_in_thread.hpp>
#include <cadre/loop_worker.hpp>
#include <optional>
#include <stdexcept>
#include <thread>

#include "gate.hpp"
#include "loop_fixture.hpp"

using cadre::blocking_call;
using cadre_test::driver;
using cadre_test::gate;
using cadre_test::loop_surroundings;
using cadre_test::patience;
using cadre_test::tally;

BOOST_AUTO_TEST_SUITE(blocking_call_end)

// C-18: a call that waits when the loop is told to stop, for a result that comes too late.
BOOST_AUTO_TEST_CASE(a_call_that_waits_when_the_loop_stops_fails) {
  loop_surroundings around;
  boost::promise<int> late;
  cadre::loop_worker loop(around.options());
  driver runs(loop);
  BOOST_CHECK_THROW(blocking_call(loop, patience,
                                  [&] {
                                    loop.stop();
                                    return late.get_future();
                                  }),
                    cadre::already_quit);
  runs.stop();
  BOOST_CHECK_THROW(blocking_call(loop, patience, [] {}), cadre::already_quit);
  late.set_exception(std::runtime_error("late"));
  BOOST_TEST(around.errors.claim("exception late") == 1U);
}

// C-18 DEF-30 R-28: the threads of the pool wait for the loop, which is to end the pool: all of them are let go, and
// new calls from there fail at once.
BOOST_AUTO_TEST_CASE(pool_threads_that_wait_for_the_loop_do_not_hold_up_its_end) {
  const loop_surroundings around;
  std::atomic<int> refused = 0;
  tally waiting;
  cadre::loop_worker loop(around.options());
  boost::promise<int> late[3];
  for (auto& one : late)
    cadre::call_in_thread(loop, [&] {
      for (int i = 0; i < 2; ++i) {
        try {
          blocking_call(loop, patience, [&] {
            waiting.add();
            return one.get_future();
          });
        } catch (const cadre::already_quit&) {
          ++refused;
        }
      }
    });
  driver runs(loop);
  BOOST_TEST(waiting.reached(3));
  runs.stop();
  BOOST_TEST(refused == 6);
  for (auto& one : late) one.set_value(1);
  BOOST_TEST(around.threads.live() == 0U);
}

// C-18: when the loop goes; and what it waited for comes afterwards, which does no harm.
BOOST_AUTO_TEST_CASE(a_call_that_waits_when_the_loop_is_destroyed_fails) {
  const loop_surroundings around;
  boost::promise<int> later;
  std::atomic<bool> refused = false;
  std::optional<cadre::loop_worker> loop(std::in_place, around.options());
  std::thread caller([&, &target = *loop] {
    try {
      blocking_call(target, patience, [&later] { return later.get_future(); });
    } catch (const cadre::already_quit&) {
      refused = true;
    }
  });
  BOOST_TEST(cadre_test::eventually([&] { return loop->poll() == 1; }));
  loop.reset();
  caller.join();
  BOOST_TEST(refused);
  later.set_value(1);
}

// nor need the loop be open when an answer comes.
BOOST_AUTO_TEST_CASE(an_answer_may_come_after_quit) {
  const loop_surroundings around;
  boost::promise<int> later;
  std::atomic<int> value = 0;
  cadre::loop_worker loop(around.options());
  std::thread caller([&] { value = blocking_call(loop, patience, [&later] { return later.get_future(); }); });
  BOOST_TEST(cadre_test::eventually([&] { return loop.poll() == 1; }));
  loop.quit();
  later.set_value(7);
  caller.join();
  BOOST_TEST(value == 7);
}

// refused as any other call by a loop that has quit; what waits is still answered.
BOOST_AUTO_TEST_CASE(a_loop_that_quit_answers_what_it_has_accepted) {
  const loop_surroundings around;
  gate answered;
  std::atomic<int> value = 0;
  cadre::loop_worker loop(around.options());
  std::thread caller([&] {
    value = blocking_call(loop, patience, [] { return 7; });
    answered.open();
  });
  BOOST_TEST(cadre_test::eventually([&] { return loop.poll() == 1; }));
  loop.quit();
  BOOST_TEST(answered.passed());
  caller.join();
  BOOST_TEST(value == 7);
  BOOST_CHECK_THROW(blocking_call(loop, patience, [] {}), cadre::already_quit);
}

BOOST_AUTO_TEST_SUITE_END()
