// pool_fork_test.cpp - proves what cadre/pool.hpp promises of a pool in a forked child: a clear error, and no hang. The
// child says by its exit status what it saw, and a timer of the system's ends it if it hangs.

#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <boost/test/unit_test.hpp>
#include <cadre/pool.hpp>
#include <functional>
#include <optional>
#include <system_error>
#include <thread>
#include <vector>

#include "gate.hpp"
#include "pool_fixture.hpp"

using cadre_test::open_at_end;
using cadre_test::stall;
using cadre_test::surroundings;

namespace {

bool is_refused(const std::function<void()>& call) {
  try {
    call();
  } catch (const std::system_error& error) {
    return error.code() == std::errc::operation_not_permitted;
  }
  return false;
}

/// What `child` returned in a forked process; 100 and more: the signal that ended it.
int in_child(const std::function<int()>& child) {
  const pid_t process = fork();
  if (process == 0) {
    alarm(10);
    _exit(child());
  }
  int status = 0;
  BOOST_REQUIRE(waitpid(process, &status, 0) == process);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 100 + WTERMSIG(status);
}

/// The number of the first call that is not refused; 0 if all are.
int first_allowed(cadre::pool& pool) {
  const std::vector<std::function<void()>> calls = {
      [&] { pool.submit([] {}); },
      [&] { static_cast<void>(pool.spawn([] {})); },
      [&] { pool.grow(1); },
      [&] { pool.shrink(1); },
      [&] {
        pool.set_limits({0, 1});
      },
      [&] { static_cast<void>(pool.statistics()); },
      [&] { static_cast<void>(pool.limits()); },
      [&] { static_cast<void>(pool.name()); },
      [&] { pool.set_name("child"); },
      [&] { pool.set_thread_hooks({}); },
      [&] { pool.quit(); },
      [&] { pool.stop(); },
      [&] { pool.drop_backlog(); },
      [&] { pool.wait_idle(); },
      [&] { pool.wait([](const auto&) { return true; }); },
      [&] { pool.join_surplus(); },
  };
  for (std::size_t i = 0; i < calls.size(); ++i)
    if (!is_refused(calls[i])) return static_cast<int>(i) + 1;
  return 0;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(pool_fork)

BOOST_AUTO_TEST_CASE(every_call_in_a_child_is_refused) {
  const surroundings around;
  stall block;
  cadre::pool pool(around.options({2, 2}));
  const open_at_end release(block.go);
  pool.submit(block.task());
  BOOST_REQUIRE(block.begun.reached(1));
  BOOST_TEST(!pool.inherited());
  BOOST_TEST(in_child([&] { return pool.inherited() ? first_allowed(pool) : 99; }) == 0);
}

// The parent does not notice.
BOOST_AUTO_TEST_CASE(the_parents_pool_goes_on) {
  const surroundings around;
  cadre::pool pool(around.options({0, 1}));
  BOOST_TEST(in_child([] { return 0; }) == 0);
  int runs = 0;
  pool.submit([&runs] { ++runs; });
  pool.wait_idle();
  BOOST_TEST(runs == 1);
  BOOST_TEST(!pool.inherited());
}

BOOST_AUTO_TEST_CASE(the_destructor_in_a_child_returns) {
  const surroundings around;
  stall block;
  std::optional<cadre::pool> pool(around.options({2, 2}));
  const open_at_end release(block.go);
  pool->submit(block.task());
  BOOST_REQUIRE(block.begun.reached(1));
  BOOST_TEST(in_child([&] {
               pool.reset();
               return 0;
             }) == 0);
  BOOST_TEST(pool->statistics().busy == 1U);
}

// Forked while another thread submits all the time, and so holds the pool's locks as often as not.
BOOST_AUTO_TEST_CASE(the_state_of_the_locks_does_not_matter) {
  const surroundings around;
  auto options = around.options({0, 2});
  options.backlog = {.tasks = 1000, .otherwise = cadre::when_full::run_in_caller};
  cadre::pool pool(std::move(options));
  std::atomic<bool> enough = false;
  std::thread submitter([&] {
    while (!enough) pool.submit([] {});
  });
  for (int i = 0; i < 20; ++i) BOOST_TEST(in_child([&] { return first_allowed(pool); }) == 0);
  enough = true;
  submitter.join();
  pool.wait_idle();
}

// A child may have pools of its own.
BOOST_AUTO_TEST_CASE(a_child_may_make_a_new_pool) {
  const surroundings around;
  cadre::pool pool(around.options({1, 1}));
  BOOST_TEST(in_child([] {
               int runs = 0;
               cadre::pool own({.limits = {0, 1}});
               own.submit([&runs] { ++runs; });
               own.wait_idle();
               return runs == 1 && !own.inherited() ? 0 : 1;
             }) == 0);
}

BOOST_AUTO_TEST_SUITE_END()
