// get_test.cpp - proves what cadre/get.hpp promises: it gives what the future has. For waits inside of tasks there is
// get_in_tasks_test.cpp.

#include <atomic>
#include <boost/test/unit_test.hpp>
#include <boost/thread/thread.hpp>
#include <cadre/async.hpp>
#include <cadre/get.hpp>
#include <cadre/pool.hpp>
#include <memory>
#include <thread>
#include <utility>
#include <vector>

#include "pool_fixture.hpp"

using cadre_test::deliberate;
using cadre_test::gate;
using cadre_test::open_at_end;
using cadre_test::stall;
using cadre_test::surroundings;

BOOST_AUTO_TEST_SUITE(get)

BOOST_AUTO_TEST_CASE(it_gives_what_the_future_has) {
  const surroundings around;
  cadre::pool pool(around.options({0, 2}));
  int place = 0;
  BOOST_TEST(cadre::get(cadre::async(pool, [] { return 42; })) == 42);
  BOOST_TEST(*cadre::get(cadre::async(pool, [] { return std::make_unique<int>(1); })) == 1);
  BOOST_TEST(&cadre::get(cadre::async(pool, [&place]() -> int& { return place; })) == &place);
  cadre::get(cadre::async(pool, [&place] { place = 3; }));
  BOOST_TEST(place == 3);
  BOOST_CHECK_THROW(cadre::get(cadre::async(pool, [] { throw deliberate("task"); })), deliberate);
  BOOST_CHECK_THROW(cadre::get(cadre::async(pool, []() -> int { throw 5; })), int);
  BOOST_CHECK_THROW(cadre::get(boost::future<int>()), boost::future_uninitialized);
  BOOST_CHECK_THROW(cadre::get(boost::shared_future<int>()), boost::future_uninitialized);
}

// C-16: the same value, and the same object of an error.
BOOST_AUTO_TEST_CASE(many_may_ask) {
  const surroundings around;
  stall block;
  cadre::pool pool(around.options({0, 1}));
  const open_at_end release(block.go);
  pool.submit(block.task());
  const boost::shared_future<int> good = cadre::async(pool, [] { return 4; }).share();
  const boost::shared_future<int> bad = cadre::async(pool, []() -> int { throw deliberate("shared"); }).share();
  const auto error_of = [&bad]() -> const void* {
    try {
      static_cast<void>(cadre::get(bad));
    } catch (const deliberate& error) {
      return &error;
    }
    return nullptr;
  };
  std::atomic<int> sum = 0;
  std::vector<const void*> errors(3);
  std::vector<std::thread> threads;
  for (const void*& error : errors)
    threads.emplace_back([&] {
      sum += cadre::get(good);
      error = error_of();
    });
  block.go.open();
  for (std::thread& one : threads) one.join();
  BOOST_TEST(sum == 12);
  BOOST_TEST(error_of() != nullptr);
  for (const void* error : errors) BOOST_TEST(error == error_of());
}

// The limit that the header states: it waits, here until another thread has come free.
BOOST_AUTO_TEST_CASE(the_wait_of_boost_itself_is_plain) {
  const surroundings around;
  stall block;
  gate asked;
  cadre::pool pool(around.options({2, 2}));
  const open_at_end release(block.go);
  pool.submit(block.task());
  BOOST_REQUIRE(block.begun.reached(1));
  auto outer = cadre::async(pool, [&] {
    auto inner = cadre::async(pool, [] { return 8; });
    asked.open();
    return inner.get();
  });
  BOOST_REQUIRE(asked.passed());
  block.go.open();
  BOOST_TEST(cadre::get(std::move(outer)) == 8);
}

BOOST_AUTO_TEST_CASE(it_is_an_interruption_point) {
  boost::promise<int> never;
  auto waited = never.get_future();
  gate ended;
  bool interrupted = false;
  boost::thread thread([&] {
    try {
      static_cast<void>(cadre::get(std::move(waited)));
    } catch (const boost::thread_interrupted&) {
      interrupted = true;
    }
    ended.open();
  });
  thread.interrupt();
  BOOST_REQUIRE(ended.passed());
  thread.join();
  BOOST_TEST(interrupted);
  BOOST_TEST(waited.valid());
}

BOOST_AUTO_TEST_SUITE_END()
