// steady_clock_test.cpp - proves what cadre/clock.hpp promises of the steady clock.

#include <boost/test/unit_test.hpp>
#include <cadre/clock.hpp>
#include <chrono>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "gate.hpp"
#include "probe.hpp"

using cadre_test::gate;
using cadre_test::probe;
using cadre_test::tally;
using namespace std::chrono_literals;

BOOST_AUTO_TEST_SUITE(steady_clock)

BOOST_AUTO_TEST_CASE(it_is_the_time_of_the_system) {
  const auto clock = cadre::make_steady_clock();
  const auto before = std::chrono::steady_clock::now();
  const auto now = clock->now();
  BOOST_TEST((before <= now));
  BOOST_TEST((now <= std::chrono::steady_clock::now()));
}

// P-10
BOOST_AUTO_TEST_CASE(a_call_comes_at_its_time_and_not_before) {
  const auto clock = cadre::make_steady_clock();
  const auto due = clock->now() + 5ms;
  cadre::clock::time_point came;
  gate done;
  clock->call_at(due, [&] {
    came = clock->now();
    done.open();
  });
  BOOST_REQUIRE(done.passed());
  BOOST_TEST((came >= due));
}

BOOST_AUTO_TEST_CASE(calls_come_in_the_order_of_time_then_of_the_calls) {
  const auto clock = cadre::make_steady_clock();
  std::vector<int> order;
  tally done;
  const auto note = [&](int which) {
    return [&, which] {
      order.push_back(which);
      done.add();
    };
  };
  const auto later = clock->now() + 10ms;
  clock->call_at(later, note(2));
  clock->call_at(later, note(3));
  clock->call_at(later + 1ms, note(4));
  clock->call_at(later - 5ms, note(1));
  BOOST_REQUIRE(done.reached(4));
  BOOST_TEST(order == std::vector<int>({1, 2, 3, 4}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_call_may_ask_for_another) {
  const auto clock = cadre::make_steady_clock();
  gate done;
  clock->call_at(clock->now(), [&] { clock->call_at(clock->now(), [&] { done.open(); }); });
  BOOST_TEST(done.passed());
}

BOOST_AUTO_TEST_CASE(it_runs_on_a_thread_of_its_own) {
  const auto clock = cadre::make_steady_clock();
  std::thread::id first;
  std::thread::id second;
  tally done;
  clock->call_at(clock->now(), [&] {
    first = std::this_thread::get_id();
    done.add();
  });
  clock->call_at(clock->now(), [&] {
    second = std::this_thread::get_id();
    done.add();
  });
  BOOST_REQUIRE(done.reached(2));
  BOOST_TEST((first == second));
  BOOST_TEST((first != std::this_thread::get_id()));
}

// M-29
BOOST_AUTO_TEST_CASE(a_clock_that_goes_destroys_what_it_has_not_run) {
  int gone = 0;
  bool ran = false;
  {
    const auto clock = cadre::make_steady_clock();
    clock->call_at(cadre::clock::time_point::max(), [&ran, end = probe([&gone] { ++gone; })] { ran = true; });
    BOOST_TEST(gone == 0);
  }
  BOOST_TEST(gone == 1);
  BOOST_TEST(!ran);
}

// Once nobody else is using it.
BOOST_AUTO_TEST_CASE(a_call_may_destroy_its_clock) {
  gate asked;
  gate done;
  auto clock = cadre::make_steady_clock();
  cadre::clock& same = *clock;
  same.call_at(same.now(), [last = std::move(clock), &asked, &done]() mutable {
    if (asked.passed()) last.reset();
    done.open();
  });
  asked.open();
  BOOST_TEST(done.passed());
}

BOOST_AUTO_TEST_SUITE_END()
