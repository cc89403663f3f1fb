// call_from_thread_test.cpp - proves what cadre/call_from_thread.hpp promises, and cadre/bound_call.hpp below it.

#include <boost/test/unit_test.hpp>
#include <cadre/call_from_thread.hpp>
#include <cadre/call_in_thread.hpp>
#include <cadre/loop_worker.hpp>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "gate.hpp"
#include "loop_fixture.hpp"

using cadre_test::driver;
using cadre_test::gate;
using cadre_test::loop_surroundings;
using words = std::vector<std::string>;

BOOST_AUTO_TEST_SUITE(call_from_thread)

using cadre::call_from_thread;

// X-72 R-01 R-02 R-03: from the loop's thread and from another; in order, never at once.
BOOST_AUTO_TEST_CASE(it_works_from_any_thread) {
  const loop_surroundings around;
  words order;
  cadre::loop_worker loop(around.options());
  std::thread([&] { call_from_thread(loop, [&order] { order.emplace_back("from another"); }); }).join();
  call_from_thread(loop, [&] {
    call_from_thread(loop, [&order] { order.emplace_back("from a call"); });
    order.emplace_back("call");
  });
  BOOST_TEST(order.empty());
  BOOST_TEST(loop.poll() == 2U);
  BOOST_TEST(loop.poll() == 1U);
  BOOST_TEST(order == (words{"from another", "call", "from a call"}), boost::test_tools::per_element());
}

// X-93 R-02: from a thread of the pool it runs on the loop's.
BOOST_AUTO_TEST_CASE(from_a_pool_thread_it_runs_on_the_loops) {
  const loop_surroundings around;
  gate done;
  std::thread::id there;
  cadre::loop_worker loop(around.options());
  driver runs(loop);
  cadre::call_in_thread(loop, [&] {
    call_from_thread(loop, [&] {
      there = std::this_thread::get_id();
      done.open();
    });
  });
  BOOST_TEST(done.passed());
  BOOST_TEST((there == runs.id()));
}

// arguments are taken over when the call is made, moved into it, and by reference only where one says so.
BOOST_AUTO_TEST_CASE(arguments_arrive) {
  const loop_surroundings around;
  std::string text = "before";
  int seen = 0;
  std::string heard;
  cadre::loop_worker loop(around.options());
  call_from_thread(
      loop,
      [&heard](std::string copied, std::unique_ptr<int> owned, int& shared) {
        heard = std::move(copied);
        shared = *owned;
      },
      text, std::make_unique<int>(7), std::ref(seen));
  text = "after";
  BOOST_TEST(loop.poll() == 1U);
  BOOST_TEST(heard == "before");
  BOOST_TEST(seen == 7);
}

BOOST_AUTO_TEST_CASE(a_member_is_called_on_its_object) {
  const loop_surroundings around;
  words list;
  void (words::*const clear)() = &words::clear;
  list.emplace_back("something");
  cadre::loop_worker loop(around.options());
  call_from_thread(loop, clear, &list);
  BOOST_TEST(loop.poll() == 1U);
  BOOST_TEST(list.empty());
}

// at once, whatever the arguments are.
BOOST_AUTO_TEST_CASE(an_empty_function_is_refused_at_once) {
  const loop_surroundings around;
  cadre::loop_worker loop(around.options());
  void (*const none)(int) = nullptr;
  void (words::*const no_member)() = nullptr;
  words list;
  BOOST_CHECK_THROW(call_from_thread(loop, std::function<void()>()), std::invalid_argument);
  BOOST_CHECK_THROW(call_from_thread(loop, std::function<void(int)>(), 1), std::invalid_argument);
  BOOST_CHECK_THROW(call_from_thread(loop, none, 1), std::invalid_argument);
  BOOST_CHECK_THROW(call_from_thread(loop, no_member, &list), std::invalid_argument);
  BOOST_CHECK_THROW(cadre::call_in_thread(loop, none, 1), std::invalid_argument);
  BOOST_TEST(loop.poll() == 0U);
}

//
BOOST_AUTO_TEST_CASE(what_it_throws_goes_to_the_sink) {
  loop_surroundings around;
  cadre::loop_worker loop(around.options());
  call_from_thread(
      loop, [](const char* text) { throw cadre_test::deliberate(text); }, "call");
  BOOST_TEST(loop.poll() == 1U);
  BOOST_TEST(around.errors.claim("deliberate call") == 1U);
}

BOOST_AUTO_TEST_CASE(a_loop_that_quit_refuses_calls) {
  const loop_surroundings around;
  cadre::loop_worker loop(around.options());
  loop.quit();
  BOOST_CHECK_THROW(call_from_thread(loop, [] {}), cadre::already_quit);
}

BOOST_AUTO_TEST_SUITE_END()
