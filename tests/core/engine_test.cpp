// engine_test.cpp - proves, seen through cadre/pool.hpp, what the pool's engine and its queue owe a task between two
// looks at the books.

#include <malloc.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <boost/test/unit_test.hpp>
#include <cadre/pool.hpp>
#include <chrono>
#include <cstdint>
#include <fstream>
#include <functional>
#include <future>
#include <memory>
#include <string>
#include <thread>
#include <utility>

#include "gate.hpp"
#include "pool_fixture.hpp"

using cadre_test::gate;
using cadre_test::open_at_end;
using cadre_test::surroundings;

namespace {

using pattern = std::array<std::uint64_t, 4>;

void run_empty_tasks(cadre::pool& pool, int count) {
  for (int i = 0; i < count; ++i) pool.submit([seen = pattern{1, 2, 3, 4}] { static_cast<void>(seen); });
  pool.wait_idle();
}

/// A task that keeps its thread busy until it is told to end, and says whether it was.
struct patient_task {
  gate begun;
  gate go;
  std::atomic<bool> in_vain = false;

  [[nodiscard]] auto task() {
    return [this] {
      begun.open();
      in_vain = !go.passed();
    };
  }
};

/// Waits until a thread of this process sleeps; false if it does not.
bool asleep(pid_t thread) {
  const auto end = std::chrono::steady_clock::now() + cadre_test::patience;
  while (std::chrono::steady_clock::now() < end) {
    std::ifstream file("/proc/self/task/" + std::to_string(thread) + "/stat");
    std::string line;
    std::getline(file, line);
    const auto name_end = line.rfind(") ");
    if (name_end != std::string::npos && line.at(name_end + 2) == 'S') return true;
    std::this_thread::yield();
  }
  return false;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(engine)

// A task lies in the queue while it runs; its place must not be given to those that come after it.
BOOST_AUTO_TEST_CASE(a_task_stays_whole_while_thousands_pass) {
  struct {
    gate begun;
    gate go;
    bool whole = false;
  } long_task;
  const surroundings around;
  cadre::pool pool(around.options({2, 2}));
  const open_at_end release(long_task.go);
  pool.submit([of = &long_task, kept = pattern{11, 12, 13, 14}] {
    of->begun.open();
    static_cast<void>(of->go.passed());
    of->whole = kept == pattern{11, 12, 13, 14};
  });
  BOOST_REQUIRE(long_task.begun.passed());
  std::uint64_t sum = 0;
  for (std::uint64_t i = 1; i <= 3000; ++i) {
    pool.submit([&sum, seen = pattern{0, 0, 0, 1}] { sum += seen[3]; });
    if (i % 100 == 0) pool.wait([i](const cadre::team_statistics& now) { return now.ran == i; });
  }
  BOOST_TEST(sum == 3000U);
  long_task.go.open();
  pool.wait_idle();
  BOOST_TEST(long_task.whole);
}

// What ran leaves no memory behind, however long the pool lives.
BOOST_AUTO_TEST_CASE(memory_does_not_grow_with_the_number_of_tasks) {
  const surroundings around;
  cadre::pool pool(around.options({1, 1}));
  run_empty_tasks(pool, 1000);
  const std::size_t before = mallinfo2().uordblks;
  for (int round = 0; round < 100; ++round) run_empty_tasks(pool, 1000);
  const std::size_t after = mallinfo2().uordblks;
  BOOST_TEST(after < before + 1'000'000U);
}

// What a burst needed goes back, but for a few places that the next tasks find again.
BOOST_AUTO_TEST_CASE(memory_comes_back_after_a_burst) {
  const surroundings around;
  patient_task first;
  cadre::pool pool(around.options({1, 1}));
  const open_at_end release(first.go);
  run_empty_tasks(pool, 1000);
  const std::size_t before = mallinfo2().uordblks;
  pool.submit(first.task());
  for (int i = 0; i < 100'000; ++i) pool.submit([seen = pattern{1, 2, 3, 4}] { static_cast<void>(seen); });
  first.go.open();
  pool.wait_idle();
  BOOST_TEST(mallinfo2().uordblks < before + 1'000'000U);
}

// A thread that goes from one task to the next does not open the books, and all the same rings for those who wait.
BOOST_AUTO_TEST_CASE(a_wait_hears_of_a_task_that_another_one_follows) {
  const surroundings around;
  patient_task first;
  patient_task second;
  gate asked;
  gate heard;
  cadre::pool pool(around.options({0, 1}));
  const open_at_end release(first.go);
  const open_at_end release_second(second.go);
  pool.submit(first.task());
  pool.submit(second.task());
  std::thread waiter([&] {
    pool.wait([&asked](const cadre::team_statistics& now) {
      asked.open();
      return now.ran >= 1;
    });
    heard.open();
  });
  BOOST_TEST(asked.passed());
  first.go.open();
  BOOST_TEST(heard.passed());
  second.go.open();
  waiter.join();
  pool.wait_idle();
  BOOST_TEST(!second.in_vain, "it heard when the other one had ended");
}

// The last look of a worker and the next task may come at the same time; and nothing but the task wakes it.
BOOST_AUTO_TEST_CASE(a_thread_that_goes_to_sleep_hears_of_the_next_task) {
  const surroundings around;
  cadre::pool pool(around.options({1, 1}));
  for (int i = 0; i < 500; ++i) {
    gate ran;
    pool.submit([&ran] { ran.open(); });
    BOOST_REQUIRE(ran.passed());
    // The next one comes a little later each time, so that some round meets each step of the way to sleep.
    const auto next = std::chrono::steady_clock::now() + std::chrono::microseconds(i);
    while (std::chrono::steady_clock::now() < next) {
    }
  }
}

// The new thread is faster than the one that created it, and sleeps before it is in the books.
BOOST_AUTO_TEST_CASE(a_thread_that_sleeps_before_it_is_counted_is_woken) {
  const surroundings around;
  patient_task block;
  gate ran;
  auto options = around.options({0, 2});
  options.factory = [usual = around.threads.factory()](std::function<void()> body, const std::string& name) {
    const auto number = std::make_shared<std::promise<pid_t>>();
    auto started = usual(
        [run = std::move(body), number] {
          number->set_value(gettid());
          run();
        },
        name);
    BOOST_TEST(asleep(number->get_future().get()));
    return started;
  };
  cadre::pool pool(std::move(options));
  const open_at_end release(block.go);
  pool.submit(block.task());
  BOOST_REQUIRE(block.begun.passed());
  pool.submit([&ran] { ran.open(); });
  BOOST_TEST(ran.passed());
  block.go.open();
  pool.wait_idle();
  BOOST_TEST(!block.in_vain, "the new thread ran the other one");
}

BOOST_AUTO_TEST_SUITE_END()
