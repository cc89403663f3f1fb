// in_loop_thread_test.cpp - proves what cadre/in_loop_thread.hpp promises.

#include <atomic>
#include <boost/test/unit_test.hpp>
#include <cadre/call_in_thread.hpp>
#include <cadre/in_loop_thread.hpp>
#include <cadre/loop_worker.hpp>
#include <thread>

#include "gate.hpp"
#include "loop_fixture.hpp"

using cadre_test::loop_surroundings;

BOOST_AUTO_TEST_SUITE(in_loop_thread)

using cadre::in_loop_thread;

// X-97 X-103 R-29 R-30: inside of each way to drive, and nowhere else.
BOOST_AUTO_TEST_CASE(it_is_true_while_this_thread_drives) {
  const loop_surroundings around;
  int inside = 0;
  std::atomic<bool> elsewhere = true;
  cadre::loop_worker loop(around.options());
  const auto look = [&] {
    if (in_loop_thread()) ++inside;
    std::thread([&] { elsewhere = in_loop_thread(); }).join();
  };
  BOOST_TEST(!in_loop_thread());
  loop.submit(look);
  loop.poll();
  loop.submit(look);
  loop.run_for(cadre::clock::duration(0));
  loop.submit(look);
  loop.stop();
  loop.run();
  BOOST_TEST(inside == 3);
  BOOST_TEST(!elsewhere);
  BOOST_TEST(!in_loop_thread());
}

// X-98 R-29
BOOST_AUTO_TEST_CASE(it_is_false_in_a_pool_thread) {
  const loop_surroundings around;
  cadre_test::gate done;
  std::atomic<bool> there = true;
  cadre::loop_worker loop(around.options());
  const cadre_test::driver runs(loop);
  cadre::call_in_thread(loop, [&] {
    there = in_loop_thread();
    done.open();
  });
  BOOST_TEST(done.passed());
  BOOST_TEST(!there);
}

// R-30 C-06: a loop of one's own, beside the loop of the program; also where that one drives it.
BOOST_AUTO_TEST_CASE(a_loop_may_stay_unregistered) {
  const loop_surroundings around;
  auto options = around.options();
  options.register_thread = false;
  cadre::loop_worker own(std::move(options));
  cadre::loop_worker main(around.options());
  bool alone = true;
  bool inside_main = false;
  own.submit([&] { alone = in_loop_thread(); });
  own.poll();
  own.submit([&] { inside_main = in_loop_thread(); });
  main.submit([&own] { own.poll(); });
  main.poll();
  BOOST_TEST(!alone);
  BOOST_TEST(inside_main);
}

// A task that throws leaves nothing behind.
BOOST_AUTO_TEST_CASE(it_is_false_after_a_failed_task) {
  loop_surroundings around;
  cadre::loop_worker loop(around.options());
  loop.submit([] { throw cadre_test::deliberate("task"); });
  loop.poll();
  BOOST_TEST(!in_loop_thread());
  BOOST_TEST(around.errors.claim("deliberate task") == 1U);
}

BOOST_AUTO_TEST_SUITE_END()
