// soak_test.cpp - pools under random operations from many threads, with the books checked at the end. Bounded by
// CADRE_SOAK_SECONDS (default 5) for each case; the seed is printed, and CADRE_SOAK_SEED repeats it.

#include <pthread.h>

#include <array>
#include <atomic>
#include <boost/test/unit_test.hpp>
#include <cadre/pool.hpp>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "gate.hpp"
#include "pool_fixture.hpp"

using cadre_test::deliberate;
using cadre_test::surroundings;
using namespace std::chrono_literals;

namespace {

unsigned long setting(const char* name, unsigned long otherwise) {
  const char* const text = std::getenv(name);
  return text != nullptr ? std::stoul(text) : otherwise;
}

class time_limit {
 public:
  [[nodiscard]] bool over() const { return std::chrono::steady_clock::now() >= end_; }

 private:
  const std::chrono::steady_clock::time_point end_ =
      std::chrono::steady_clock::now() + std::chrono::seconds(setting("CADRE_SOAK_SECONDS", 5));
};

unsigned long seed() {
  static const unsigned long value = setting("CADRE_SOAK_SEED", std::random_device()());
  return value;
}

struct figures {
  std::atomic<std::uint64_t> accepted = 0;
  std::atomic<std::uint64_t> ran = 0;
};

/// One of the things that programs do to a pool.
void operate(cadre::pool& pool, std::mt19937& random, figures& sum) {
  const auto work = [&sum] { ++sum.ran; };
  switch (random() % 12) {
    case 0: {
      const std::size_t min = random() % 3;
      return pool.set_limits({min, min + 1 + random() % 5});
    }
    case 1:
      return pool.grow(random() % 3);
    case 2:
      return pool.shrink(random() % 3);
    case 3:
      pool.submit([&sum] {
        ++sum.ran;
        throw deliberate("soak");
      });
      break;
    case 4:
      pool.submit([&pool, &sum] {
        ++sum.ran;
        pool.submit([&sum] { ++sum.ran; });
        ++sum.accepted;
      });
      break;
    case 5:
      cadre::wait(pool.spawn(work));
      break;
    case 6:
      static_cast<void>(pool.statistics());
      return;
    default:
      pool.submit(work);
  }
  ++sum.accepted;
}

void nothing(int) {}

}  // namespace

BOOST_AUTO_TEST_SUITE(soak)

// Promises 1, 5 and 7 of the design.
BOOST_AUTO_TEST_CASE(random_operations_from_eight_threads) {
  BOOST_TEST_MESSAGE("seed " << seed());
  surroundings around;
  figures sum;
  cadre::pool pool(around.options({0, 4}));
  const time_limit limit;
  std::vector<std::thread> clients;
  for (unsigned who = 0; who < 8; ++who)
    clients.emplace_back([&, who] {
      std::mt19937 random(static_cast<std::mt19937::result_type>(seed() + who));
      while (!limit.over()) {
        for (int i = 0; i < 50; ++i) operate(pool, random, sum);
        if (pool.statistics().backlog > 10'000) pool.wait_idle();
      }
    });
  for (std::thread& one : clients) one.join();
  pool.set_limits({0, 4});
  pool.wait_idle();
  const auto now = pool.statistics();
  BOOST_TEST_MESSAGE(now.accepted << " tasks");
  BOOST_TEST(now.accepted == sum.accepted);
  BOOST_TEST(now.ran + now.failed == sum.ran);
  BOOST_TEST(now.accepted == now.ran + now.failed + now.dropped);
  BOOST_TEST(now.idle <= 4U);
  BOOST_TEST(around.errors.claim("deliberate soak") == now.failed);
  BOOST_TEST(pool.stop().complete());
  BOOST_TEST(around.threads.live() == 0U);
}

// Signals interrupt every wait there is, and no wait may end by that.
BOOST_AUTO_TEST_CASE(a_storm_of_signals) {
  struct sigaction handler {};
  struct sigaction before {};
  handler.sa_handler = nothing;
  sigaction(SIGUSR1, &handler, &before);
  const surroundings around;
  const time_limit limit;
  std::atomic<bool> enough = false;
  const pthread_t client = pthread_self();
  std::thread storm([&] {
    while (!enough) {
      kill(getpid(), SIGUSR1);
      pthread_kill(client, SIGUSR1);
      std::this_thread::yield();
    }
  });
  std::uint64_t rounds = 0;
  for (; !limit.over(); ++rounds) {
    std::atomic<int> runs = 0;
    cadre::pool pool(around.options({0, 3}));
    for (int i = 0; i < 20; ++i) pool.submit([&runs] { ++runs; });
    pool.wait_idle();
    BOOST_REQUIRE(runs == 20);
    cadre::wait(pool.spawn([] {}));
    BOOST_REQUIRE(pool.stop().complete());
  }
  enough = true;
  storm.join();
  sigaction(SIGUSR1, &before, nullptr);
  BOOST_TEST_MESSAGE(rounds << " pools");
}

// hpx#3358 and the like: what goes wrong once in many thousand times.
BOOST_AUTO_TEST_CASE(a_hundred_thousand_starts_and_stops) {
  const surroundings around;
  const time_limit limit;
  std::uint64_t rounds = 0;
  for (; rounds < 100'000 && !limit.over(); ++rounds) {
    std::atomic<int> runs = 0;
    cadre::pool pool(around.options({rounds % 3, 3}));
    for (std::uint64_t i = 0; i < rounds % 5; ++i) pool.submit([&runs] { ++runs; });
    if (rounds % 2 == 0) BOOST_REQUIRE(pool.stop().complete());
    if (rounds % 2 == 0) BOOST_REQUIRE(static_cast<std::uint64_t>(runs) == rounds % 5);
  }
  BOOST_TEST(around.threads.live() == 0U);
  BOOST_TEST_MESSAGE(rounds << " pools");
}

BOOST_AUTO_TEST_SUITE_END()
