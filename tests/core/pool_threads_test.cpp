// pool_threads_test.cpp - proves what cadre/pool.hpp promises of the threads themselves: names, hooks, factory,
// handles.

#include <pthread.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <boost/test/unit_test.hpp>
#include <cadre/pool.hpp>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <cadre/testing/counted_threads.hpp>
#include "gate.hpp"
#include "pool_fixture.hpp"
#include "recorded_errors.hpp"

using cadre_test::deliberate;
using cadre_test::gate;
using cadre_test::open_at_end;
using cadre_test::stall;
using cadre_test::surroundings;
using cadre_test::tally;
using words = std::vector<std::string>;

namespace {

/// What happened on which thread, in order.
class diary {
 public:
  void note(const std::string& what) {
    const std::lock_guard hold(mutex_);
    entries_[std::this_thread::get_id()].push_back(what);
  }
  [[nodiscard]] std::vector<words> by_thread() const {
    const std::lock_guard hold(mutex_);
    std::vector<words> all;
    for (const auto& [thread, entries] : entries_) all.push_back(entries);
    return all;
  }

 private:
  mutable std::mutex mutex_;
  std::map<std::thread::id, words> entries_;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(pool_threads)

// DEF-39 P-08: numbers only rise, however the pool shrinks and grows.
BOOST_AUTO_TEST_CASE(names_are_numbered_and_never_repeat) {
  const surroundings around;
  auto options = around.options({2, 4});
  options.name = "work";
  cadre::pool pool(std::move(options));
  BOOST_TEST(pool.name() == "work");
  BOOST_TEST(around.threads.names() == (words{"work/1", "work/2"}), boost::test_tools::per_element());
  pool.grow(1);
  pool.shrink(3);
  BOOST_REQUIRE(around.threads.down_to(2));
  pool.grow(2);
  const words names = around.threads.names();
  BOOST_TEST(std::set<std::string>(names.begin(), names.end()).size() == names.size());
  BOOST_TEST(names.at(2) == "work/3");
  BOOST_TEST(names.at(3) == "work/4");
}

// DEF-39
BOOST_AUTO_TEST_CASE(a_new_name_is_for_later_threads) {
  const surroundings around;
  cadre::pool pool(around.options({1, 4}));
  pool.set_name("other");
  BOOST_TEST(pool.name() == "other");
  pool.grow(1);
  const words names = around.threads.names();
  BOOST_TEST(names.at(0) == "pool/1");
  BOOST_TEST(names.at(1).substr(0, 6) == "other/");
  BOOST_TEST(names.at(1) != "other/1", "the number is still that thread's own");
}

// M-14: with the usual factory the system sees the name as well.
BOOST_AUTO_TEST_CASE(the_system_sees_the_names) {
  std::array<char, 32> seen{};
  cadre::pool pool({.limits = {1, 1}, .name = "crew"});
  pool.submit([&seen] { pthread_getname_np(pthread_self(), seen.data(), seen.size()); });
  pool.wait_idle();
  BOOST_TEST(seen.data() == std::string("crew/1"));
}

// Each thread opens and closes what is its own, around all of its tasks.
BOOST_AUTO_TEST_CASE(hooks_run_around_the_tasks_of_each_thread) {
  const surroundings around;
  diary notes;
  tally both;
  auto options = around.options({2, 2});
  options.hooks = {.start = [&notes] { notes.note("start"); }, .exit = [&notes] { notes.note("exit"); }};
  {
    cadre::pool pool(std::move(options));
    for (int i = 0; i < 2; ++i)
      pool.submit([&] {
        notes.note("task");
        both.add();
        static_cast<void>(both.reached(2));
      });
  }
  const auto threads = notes.by_thread();
  BOOST_REQUIRE(threads.size() == 2U);
  for (const words& one : threads)
    BOOST_TEST(one == (words{"start", "task", "exit"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_thread_that_leaves_runs_its_exit_hook) {
  const surroundings around;
  std::atomic<int> exits = 0;
  auto options = around.options({0, 4});
  options.hooks.exit = [&exits] { ++exits; };
  cadre::pool pool(std::move(options));
  pool.grow(3);
  pool.set_limits({0, 1});
  pool.join_surplus();
  BOOST_TEST(exits == 2);
}

// DEF-21: a hook is user code; what it throws ends nobody.
BOOST_AUTO_TEST_CASE(what_a_hook_throws_goes_to_the_sink) {
  surroundings around;
  std::atomic<int> runs = 0;
  auto options = around.options({1, 1});
  options.hooks = {.start = [] { throw deliberate("start"); }, .exit = [] { throw 5; }};
  {
    cadre::pool pool(std::move(options));
    pool.submit([&runs] { ++runs; });
  }
  BOOST_TEST(runs == 1);
  BOOST_TEST(around.errors.claim("deliberate start") == 1U);
  BOOST_TEST(around.errors.claim("int 5") == 1U);
}

BOOST_AUTO_TEST_CASE(new_hooks_are_for_later_threads) {
  const surroundings around;
  std::atomic<int> old_starts = 0;
  std::atomic<int> new_starts = 0;
  std::atomic<int> old_exits = 0;
  std::atomic<int> new_exits = 0;
  {
    auto options = around.options({1, 3});
    options.hooks = {.start = [&old_starts] { ++old_starts; }, .exit = [&old_exits] { ++old_exits; }};
    cadre::pool pool(std::move(options));
    pool.set_thread_hooks({.start = [&new_starts] { ++new_starts; }, .exit = [&new_exits] { ++new_exits; }});
    pool.grow(1);
    pool.set_thread_hooks({});
    pool.grow(1);
  }
  BOOST_TEST(old_starts == 1);
  BOOST_TEST(old_exits == 1);
  BOOST_TEST(new_starts == 1);
  BOOST_TEST(new_exits == 1);
}

// DEF-37: Hooks are the pool's threads' own business: they may use the pool.
BOOST_AUTO_TEST_CASE(hooks_may_use_the_pool) {
  const surroundings around;
  tally runs;
  cadre::pool pool(around.options({0, 1}));
  pool.set_thread_hooks({.start = [&] { pool.submit([&runs] { runs.add(); }); }, .exit = {}});
  pool.submit([] {});
  BOOST_TEST(runs.reached(1));
  pool.set_thread_hooks({});
  pool.wait_idle();
}

// P-04
BOOST_AUTO_TEST_CASE(a_new_factory_is_for_later_threads) {
  const surroundings around;
  const cadre::testing::counted_threads others;
  cadre::pool pool(around.options({1, 4}));
  pool.set_thread_factory(others.factory());
  pool.grow(2);
  BOOST_TEST(around.threads.calls() == 1U);
  BOOST_TEST(others.calls() == 2U);
  BOOST_CHECK_THROW(pool.set_thread_factory({}), std::invalid_argument);
  pool.grow(1);
  BOOST_TEST(others.calls() == 3U);
}

BOOST_AUTO_TEST_CASE(a_pool_needs_a_factory) {
  BOOST_CHECK_THROW(cadre::pool({.limits = {0, 1}, .factory = {}}), std::invalid_argument);
}

// P-05 T-12 DEF-37: the factory runs on the thread that needs one more, and under no lock.
BOOST_AUTO_TEST_CASE(the_factory_may_use_the_pool) {
  const surroundings around;
  std::atomic<int> runs = 0;
  cadre::pool* self = nullptr;
  std::thread::id where;
  auto options = around.options({0, 2});
  options.factory = [&, usual = around.threads.factory(), first = std::make_shared<std::atomic<bool>>(true)](
                        std::function<void()> body, const std::string& name) {
    if (first->exchange(false)) {
      where = std::this_thread::get_id();
      BOOST_TEST(self->statistics().starting == 1U);
      BOOST_TEST(self->limits().max == 2U);
      self->submit([&runs] { ++runs; });
      self->set_name("named by the factory");
    }
    return usual(std::move(body), name);
  };
  cadre::pool pool(std::move(options));
  self = &pool;
  pool.submit([&runs] { ++runs; });
  BOOST_TEST((where == std::this_thread::get_id()));
  pool.wait_idle();
  BOOST_TEST(runs == 2);
}

// DEF-37: while one thread is slow to come, the others work, and take the task it was meant for.
BOOST_AUTO_TEST_CASE(a_slow_factory_stalls_nobody) {
  const surroundings around;
  stall block;
  gate factory_entered;
  gate factory_go;
  gate ran;
  std::thread submitter;
  auto options = around.options({1, 2});
  options.factory = [&, usual = around.threads.factory(), calls = std::make_shared<std::atomic<int>>(0)](
                        std::function<void()> body, const std::string& name) {
    if (++*calls == 2) {
      factory_entered.open();
      static_cast<void>(factory_go.passed());
    }
    return usual(std::move(body), name);
  };
  cadre::pool pool(std::move(options));
  const open_at_end release(block.go);
  pool.submit(block.task());
  submitter = std::thread([&] { pool.submit([&ran] { ran.open(); }); });
  BOOST_TEST(factory_entered.passed());
  BOOST_TEST(pool.statistics().starting == 1U);
  BOOST_TEST(pool.statistics().backlog == 1U);
  block.go.open();
  BOOST_TEST(ran.passed());
  factory_go.open();
  submitter.join();
  pool.wait_idle();
  BOOST_TEST(pool.statistics().starting == 0U);
}

// DEF-27: what has left is joined and forgotten.
BOOST_AUTO_TEST_CASE(handles_of_threads_that_left_are_not_kept) {
  const surroundings around;
  cadre::pool pool(around.options({0, 5}));
  for (int i = 0; i < 20; ++i) {
    pool.grow(5);
    pool.shrink(5);
  }
  BOOST_TEST(around.threads.calls() == 100U);
  pool.set_limits({0, 0});
  pool.join_surplus();
  BOOST_TEST(around.threads.live() == 0U);
  BOOST_TEST(around.threads.handles() == 0U);
}

// DEF-27: not only join_surplus clears them away; a pool that goes on does so by itself.
BOOST_AUTO_TEST_CASE(a_pool_that_resizes_all_the_time_keeps_few_handles) {
  const surroundings around;
  cadre::pool pool(around.options({0, 2}));
  for (int i = 0; i < 30; ++i) {
    pool.grow(2);
    pool.shrink(5);
    BOOST_REQUIRE(around.threads.down_to(0));
  }
  pool.grow(2);
  BOOST_TEST(around.threads.handles() < 10U);
}

BOOST_AUTO_TEST_SUITE_END()
