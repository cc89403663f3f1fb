// wake_up_test.cpp - a ring is not missed, whenever it comes: each order of steps is written out.

#include <atomic>
#include <boost/test/unit_test.hpp>
#include <cerrno>
#include <chrono>
#include <functional>
#include <thread>

#include "gate.hpp"
#include "wake_up.hpp"

using cadre_test::gate;

namespace {

/// What `look` does on a thread of its own has an end.
[[nodiscard]] bool ends(cadre::wake_up& bell, const std::function<void()>& look) {
  gate ended;
  std::thread sleeper([&] {
    look();
    ended.open();
  });
  const bool in_time = ended.passed();
  if (!in_time) bell.ring();
  sleeper.join();
  return in_time;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(wake_up)

// before the look, between the look and the sleep, and many on top of each other.
BOOST_AUTO_TEST_CASE(a_ring_before_the_sleep_prevents_it) {
  cadre::wake_up bell;
  for (const int rings : {1, 3})
    BOOST_TEST(ends(bell, [&] {
      bell.hush();
      for (int i = 0; i < rings; ++i) bell.ring();
      bell.sleep();
    }));
}

// one that comes before hush() is for the look that follows, and keeps nobody awake after that.
BOOST_AUTO_TEST_CASE(a_ring_is_answered_once) {
  cadre::wake_up bell;
  bell.ring();
  bell.hush();
  const auto start = std::chrono::steady_clock::now();
  // A signal may cut a sleep short.
  while (std::chrono::steady_clock::now() - start < std::chrono::milliseconds(5)) {
    bell.hush();
    bell.sleep(std::chrono::milliseconds(5));
  }
  BOOST_TEST(ends(bell, [&] {
    bell.hush();
    bell.ring();
    bell.sleep();
  }));
}

// After a sleep that ended by itself the next ring counts as any other.
BOOST_AUTO_TEST_CASE(a_ring_after_a_sleep_that_timed_out_is_not_missed) {
  cadre::wake_up bell;
  BOOST_TEST(ends(bell, [&] {
    bell.hush();
    bell.sleep(std::chrono::nanoseconds(1));
    bell.ring();
    bell.sleep();
  }));
}

BOOST_AUTO_TEST_CASE(no_time_is_no_sleep) {
  cadre::wake_up bell;
  BOOST_TEST(ends(bell, [&] {
    for (const auto none : {std::chrono::nanoseconds(0), std::chrono::nanoseconds::min()}) {
      bell.hush();
      bell.sleep(none);
    }
  }));
}

// from another thread; errno is as it was.
BOOST_AUTO_TEST_CASE(a_ring_ends_a_sleep) {
  cadre::wake_up bell;
  std::atomic<bool> over = false;
  int after = 0;
  std::thread ringer([&] {
    errno = EDOM;
    over = true;
    bell.ring();
    after = errno;
  });
  BOOST_TEST(ends(bell, [&] {
    for (bell.hush(); !over; bell.hush()) bell.sleep();
  }));
  ringer.join();
  BOOST_TEST(after == EDOM);
}

BOOST_AUTO_TEST_SUITE_END()
