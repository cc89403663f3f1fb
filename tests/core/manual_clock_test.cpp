// manual_clock_test.cpp - proves what cadre/testing/manual_clock.hpp promises.

#include <boost/test/unit_test.hpp>
#include <cadre/testing/manual_clock.hpp>
#include <cadre/testing/probe.hpp>
#include <chrono>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

using test_clock = cadre::testing::manual_clock;
using std::chrono::hours;
using std::chrono::seconds;

BOOST_AUTO_TEST_SUITE(manual_clock)

// D-09
BOOST_AUTO_TEST_CASE(time_stands_still_until_it_is_moved) {
  const auto start = test_clock::time_point(hours(3));
  test_clock clock(start);
  BOOST_CHECK(clock.now() == start);
  clock.advance(hours(1));
  BOOST_CHECK(clock.now() == start + hours(1));
  BOOST_CHECK_THROW(clock.advance(seconds(-1)), std::invalid_argument);
  BOOST_CHECK(clock.now() == start + hours(1));
}

// D-08 D-09
BOOST_AUTO_TEST_CASE(what_is_due_runs_in_order_of_time_then_of_the_calls) {
  test_clock clock;
  std::string order;
  const auto at = [&](int second, char name) {
    clock.call_at(clock.now() + seconds(second), [&order, name] { order += name; });
  };
  at(2, 'c');
  at(1, 'a');
  at(2, 'd');
  at(1, 'b');
  at(9, 'z');
  BOOST_TEST(clock.pending() == 5U);
  clock.advance(seconds(2));
  BOOST_TEST(order == "abcd");
  BOOST_TEST(clock.pending() == 1U);
  BOOST_CHECK(clock.next() == test_clock::time_point(seconds(9)));
}

BOOST_AUTO_TEST_CASE(each_call_sees_its_own_time) {
  test_clock clock;
  std::vector<test_clock::time_point> seen;
  for (const int second : {3, 1}) clock.call_at(clock.now() + seconds(second), [&] { seen.push_back(clock.now()); });
  clock.advance(seconds(10));
  const std::vector<test_clock::time_point> expected{test_clock::time_point(seconds(1)),
                                                     test_clock::time_point(seconds(3))};
  BOOST_CHECK(seen == expected);
  BOOST_CHECK(clock.now() == test_clock::time_point(seconds(10)));
}

BOOST_AUTO_TEST_CASE(what_is_added_meanwhile_runs_if_it_is_due) {
  test_clock clock;
  std::string order;
  clock.call_at(clock.now() + seconds(1), [&] {
    order += 'a';
    clock.call_at(clock.now() + seconds(1), [&] { order += 'b'; });
    clock.call_at(clock.now() + seconds(5), [&] { order += 'z'; });
  });
  clock.advance(seconds(3));
  BOOST_TEST(order == "ab");
  BOOST_TEST(clock.pending() == 1U);
}

BOOST_AUTO_TEST_CASE(what_is_due_already_waits_for_the_next_advance) {
  test_clock clock(test_clock::time_point(hours(1)));
  int runs = 0;
  clock.call_at(test_clock::time_point(seconds(1)), [&runs] { ++runs; });
  BOOST_TEST(runs == 0);
  clock.advance(seconds(0));
  BOOST_TEST(runs == 1);
  BOOST_CHECK(clock.now() == test_clock::time_point(hours(1)));
  BOOST_CHECK(!clock.next());
}

// D-06
BOOST_AUTO_TEST_CASE(it_is_strict) {
  test_clock clock;
  BOOST_CHECK_THROW(clock.call_at(clock.now(), {}), std::invalid_argument);
  bool refused = false;
  clock.call_at(clock.now(), [&] {
    try {
      clock.advance(seconds(1));
    } catch (const std::logic_error&) {
      refused = true;
    }
  });
  clock.advance(seconds(1));
  BOOST_TEST(refused);
}

BOOST_AUTO_TEST_CASE(after_a_call_that_throws_time_goes_on_from_there) {
  test_clock clock;
  int runs = 0;
  clock.call_at(clock.now() + seconds(1), [] { throw std::runtime_error("on purpose"); });
  clock.call_at(clock.now() + seconds(2), [&runs] { ++runs; });
  BOOST_CHECK_THROW(clock.advance(seconds(5)), std::runtime_error);
  BOOST_CHECK(clock.now() == test_clock::time_point(seconds(1)));
  clock.advance(seconds(1));
  BOOST_TEST(runs == 1);
}

// D-15
BOOST_AUTO_TEST_CASE(what_did_not_run_is_destroyed_with_the_clock) {
  int ended = 0;
  {
    test_clock clock;
    clock.call_at(clock.now() + hours(1), [end = cadre::testing::probe([&ended] { ++ended; })] {});
    BOOST_TEST(ended == 0);
  }
  BOOST_TEST(ended == 1);
}

BOOST_AUTO_TEST_CASE(other_threads_may_add_calls) {
  test_clock clock;
  int runs = 0;
  std::thread other([&] {
    for (int i = 0; i < 100; ++i) clock.call_at(clock.now() + seconds(1), [&runs] { ++runs; });
  });
  other.join();
  clock.advance(seconds(1));
  BOOST_TEST(runs == 100);
}

BOOST_AUTO_TEST_SUITE_END()
