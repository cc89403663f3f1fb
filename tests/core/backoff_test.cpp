// backoff_test.cpp - proves how threads wait for each other's next instructions, and the lock built on that: both in
// core/src/sync.hpp.

#include "sync.hpp"

#include <pthread.h>

#include <atomic>
#include <boost/test/unit_test.hpp>
#include <chrono>
#include <csignal>
#include <mutex>
#include <thread>

#include "gate.hpp"

namespace {

void nothing(int) {}

/// While it lives, the thread that made it gets signals as fast as another one can send them.
class storm {
 public:
  storm() {
    struct sigaction handler {};
    handler.sa_handler = nothing;
    sigaction(SIGUSR1, &handler, &before_);
    sender_ = std::thread([this, target = pthread_self()] {
      const auto end = std::chrono::steady_clock::now() + cadre_test::patience;
      while (!enough_ && std::chrono::steady_clock::now() < end) pthread_kill(target, SIGUSR1);
    });
  }
  ~storm() {
    enough_ = true;
    sender_.join();
    sigaction(SIGUSR1, &before_, nullptr);
  }
  storm(const storm&) = delete;
  storm& operator=(const storm&) = delete;

 private:
  struct sigaction before_ {};
  std::atomic<bool> enough_ = false;
  std::thread sender_;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(backoff)

// A sleep that begins again after each signal may never end.
BOOST_AUTO_TEST_CASE(a_backoff_goes_on_while_signals_rain) {
  const auto start = std::chrono::steady_clock::now();
  {
    const storm signals;
    cadre::sync::backoff wait;
    for (int round = 0; round < 20'000; ++round) wait.pause();
  }
  BOOST_TEST((std::chrono::steady_clock::now() - start < cadre_test::patience));
}

BOOST_AUTO_TEST_CASE(a_quick_mutex_is_held_by_one_at_a_time) {
  cadre::sync::quick_mutex mutex;
  std::uint64_t count = 0;
  std::atomic<int> inside = 0;
  std::atomic<bool> together = false;
  const auto work = [&] {
    for (int round = 0; round < 10'000; ++round) {
      const std::lock_guard lock(mutex);
      if (++inside > 1) together = true;
      if (round % 10 == 0) std::this_thread::yield();  // the other one comes now, if it can
      ++count;
      --inside;
    }
  };
  std::thread other(work);
  work();
  other.join();
  BOOST_TEST(!together);
  BOOST_TEST(count == 20'000U);
}

BOOST_AUTO_TEST_SUITE_END()
