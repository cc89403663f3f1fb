// counted_threads_test.cpp - proves what cadre/testing/counted_threads.hpp promises, on threads and by hand (D-05).

#include <boost/test/unit_test.hpp>
#include <cadre/pool.hpp>
#include <cadre/testing/counted_threads.hpp>
#include <chrono>
#include <cstddef>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "gate.hpp"

using cadre::testing::bodies;
using cadre::testing::no_thread;
using test_threads = cadre::testing::counted_threads;
using names = std::vector<std::string>;

BOOST_AUTO_TEST_SUITE(counted_threads)

BOOST_AUTO_TEST_CASE(it_counts_and_names_real_threads) {
  cadre_test::gate go;
  const test_threads threads;
  std::thread::id where;
  const auto first = threads.factory()(
      [&] {
        where = std::this_thread::get_id();
        static_cast<void>(go.passed());
      },
      "first");
  const auto second = threads.factory()([&] { static_cast<void>(go.passed()); }, "second");
  BOOST_TEST(threads.calls() == 2U);
  BOOST_TEST(threads.live() == 2U);
  BOOST_TEST(threads.handles() == 2U);
  BOOST_TEST(threads.names() == (names{"first", "second"}), boost::test_tools::per_element());
  BOOST_TEST(!threads.down_to(1, std::chrono::milliseconds(1)));
  go.open();
  first->join();
  second->join();
  BOOST_TEST(threads.down_to(0));
  BOOST_TEST(threads.most_live() == 2U);
  BOOST_CHECK(where != std::this_thread::get_id());
}

BOOST_AUTO_TEST_CASE(it_fails_once_at_the_nth_start) {
  test_threads threads(bodies::by_hand);
  const cadre::thread_factory start = threads.factory();
  threads.fail_at(2);
  static_cast<void>(start([] {}, "1"));
  BOOST_CHECK_THROW(static_cast<void>(start([] {}, "2")), no_thread);
  static_cast<void>(start([] {}, "3"));
  BOOST_TEST(threads.calls() == 3U);
  BOOST_TEST(threads.names() == (names{"1", "3"}), boost::test_tools::per_element());
  threads.fail_at(1);
  threads.fail_at(0);
  BOOST_CHECK_NO_THROW(static_cast<void>(start([] {}, "4")));
}

BOOST_AUTO_TEST_CASE(it_fails_from_the_nth_start_on) {
  test_threads threads(bodies::by_hand);
  const cadre::thread_factory start = threads.factory();
  threads.allow(1);
  static_cast<void>(start([] {}, "1"));
  for (int i = 0; i < 3; ++i) BOOST_CHECK_THROW(static_cast<void>(start([] {}, "more")), no_thread);
  threads.allow(test_threads::any_number);
  BOOST_CHECK_NO_THROW(static_cast<void>(start([] {}, "2")));
  BOOST_TEST(threads.live() == 2U);
}

BOOST_AUTO_TEST_CASE(by_hand_the_test_runs_the_bodies_in_order) {
  test_threads threads(bodies::by_hand);
  const cadre::thread_factory start = threads.factory();
  std::string order;
  const auto first = start([&order] { order += 'a'; }, "first");
  const auto second = start([&order] { order += 'b'; }, "second");
  BOOST_TEST(order.empty());
  BOOST_TEST(threads.live() == 2U);
  BOOST_TEST(threads.run());
  BOOST_TEST(order == "a");
  BOOST_TEST(threads.live() == 1U);
  BOOST_CHECK_NO_THROW(first->join());
  BOOST_TEST(threads.run());
  BOOST_TEST(!threads.run());
  BOOST_TEST(order == "ab");
}

// D-06: a real join would wait for ever.
BOOST_AUTO_TEST_CASE(by_hand_a_join_too_early_throws) {
  test_threads threads(bodies::by_hand);
  const auto only = threads.factory()([] {}, "only");
  BOOST_CHECK_THROW(only->join(), std::logic_error);
}

// D-15
BOOST_AUTO_TEST_CASE(by_hand_what_did_not_run_is_destroyed) {
  const auto held = std::make_shared<int>(0);
  {
    test_threads threads(bodies::by_hand);
    static_cast<void>(threads.factory()([held, ring = threads.factory()] {}, "never run"));
    BOOST_TEST(held.use_count() == 2);
  }
  BOOST_TEST(held.use_count() == 1);
}

// D-01: a pool runs on them as on its own.
BOOST_AUTO_TEST_CASE(a_pool_starts_its_threads_here) {
  const test_threads threads;
  {
    cadre::pool pool({.limits = {2, 2}, .factory = threads.factory()});
    BOOST_TEST(threads.calls() == 2U);
  }
  BOOST_TEST(threads.down_to(0));
}

BOOST_AUTO_TEST_SUITE_END()
