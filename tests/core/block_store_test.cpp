// block_store_test.cpp - proves what core/src/block_store.hpp promises, through the tasks that use it.

#include "block_store.hpp"

#include <malloc.h>
#include <pthread.h>

#include <array>
#include <boost/test/unit_test.hpp>
#include <cadre/task.hpp>
#include <cstdint>
#include <thread>
#include <utility>
#include <vector>

#include "scarce_memory.hpp"

using cadre_test::allocations_of;

namespace {

template <std::size_t Size>
struct sized {
  explicit sized(std::uint8_t value) { content.fill(value); }
  std::array<std::uint8_t, Size> content;
  void operator()() const {}
};

/// Counts its bytes that have changed.
template <std::size_t Size>
struct careful {
  sized<Size> kept;
  std::size_t* changed;
  void operator()() const {
    for (const std::uint8_t byte : kept.content) *changed += byte != kept.content[0] ? 1 : 0;
  }
};

std::size_t allocations_if(bool happen, std::size_t count) {
  return happen ? count : 0;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(block_store)

BOOST_AUTO_TEST_CASE(a_thread_uses_the_memory_of_its_last_task_again) {
  cadre::task first(sized<100>(1));
  first();
  const std::size_t taken = allocations_of([] {
    for (std::uint8_t i = 0; i < 100; ++i) cadre::task(sized<100>(i))();
  });
  BOOST_TEST(taken == allocations_if(!cadre::block_store::uses_again, 100U));
}

BOOST_AUTO_TEST_CASE(full_batches_go_to_other_threads) {
  constexpr std::size_t batch = 16 * 1024 / 1024;
  std::vector<cadre::task> tasks;
  for (std::size_t i = 0; i < 3 * batch; ++i) tasks.emplace_back(sized<1024>(7));
  std::thread([&] { tasks.clear(); }).join();
  tasks.reserve(batch);
  const std::size_t taken = allocations_of([&] {
    for (std::size_t i = 0; i < batch; ++i) tasks.emplace_back(sized<1024>(8));
  });
  BOOST_TEST(taken == allocations_if(!cadre::block_store::uses_again, batch));
}

// Under the address sanitizer nothing is kept anyway.
BOOST_AUTO_TEST_CASE(memory_comes_back_after_a_burst) {
  const std::size_t before = mallinfo2().uordblks;
  {
    std::vector<cadre::task> tasks;
    for (int i = 0; i < 20'000; ++i) tasks.emplace_back(sized<500>(1));
  }
  BOOST_TEST(mallinfo2().uordblks < before + 2'000'000U);
}

BOOST_AUTO_TEST_CASE(a_burst_that_goes_on_finds_its_memory_again) {
  constexpr std::size_t half = 4000;
  std::vector<cadre::task> first;
  std::vector<cadre::task> second;
  first.reserve(half);
  second.reserve(half);
  for (std::size_t i = 0; i < half; ++i) {
    first.emplace_back(sized<1000>(1));
    second.emplace_back(sized<1000>(2));
  }
  first.clear();
  const std::size_t taken = allocations_of([&] {
    for (std::size_t i = 0; i < half; ++i) first.emplace_back(sized<1000>(3));
  });
  BOOST_TEST(taken == allocations_if(!cadre::block_store::uses_again, half));
}

BOOST_AUTO_TEST_CASE(larger_ones_are_not_kept) {
  cadre::task(sized<1025>(1))();
  BOOST_TEST(allocations_of([] { cadre::task(sized<1025>(1))(); }) == 1U);
}

BOOST_AUTO_TEST_CASE(no_two_tasks_share_memory) {
  std::size_t changed = 0;
  for (int round = 0; round < 3; ++round) {
    std::vector<cadre::task> tasks;
    for (int i = 0; i < 200; ++i) {
      const auto value = static_cast<std::uint8_t>(i);
      tasks.emplace_back(careful<49>{sized<49>(value), &changed});
      tasks.emplace_back(careful<120>{sized<120>(value), &changed});
      tasks.emplace_back(careful<248>{sized<248>(value), &changed});
      tasks.emplace_back(careful<504>{sized<504>(value), &changed});
      tasks.emplace_back(careful<1016>{sized<1016>(value), &changed});
    }
    for (cadre::task& one : tasks) one();
  }
  BOOST_TEST(changed == 0U);
}

namespace {

void destroy_task(void* kept) {
  delete static_cast<cadre::task*>(kept);
}

}  // namespace

// What a thread leaves behind for such keys is destroyed in the order in which these were made; the store's was made
// when the library was loaded. And the memory of a task that is destroyed later does not stay behind.
BOOST_AUTO_TEST_CASE(a_task_may_outlive_the_store_of_its_thread) {
  constexpr std::size_t threads = 1000;
  std::size_t changed = 0;
  pthread_key_t last{};
  BOOST_REQUIRE(pthread_key_create(&last, destroy_task) == 0);
  const std::size_t before = mallinfo2().uordblks;
  for (std::size_t i = 0; i < threads; ++i)
    std::thread([&] {
      pthread_setspecific(last, new cadre::task(careful<1000>{sized<1000>(3), &changed}));
      cadre::task(sized<1000>(4))();
    }).join();
  pthread_key_delete(last);
  BOOST_TEST(changed == 0U);
  BOOST_TEST(mallinfo2().uordblks < before + threads * 1000 / 4);
}

BOOST_AUTO_TEST_SUITE_END()
