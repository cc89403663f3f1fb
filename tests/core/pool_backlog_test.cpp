// pool_backlog_test.cpp - proves what cadre/backlog_bound.hpp promises.

#include <atomic>
#include <boost/test/unit_test.hpp>
#include <cadre/pool.hpp>
#include <stdexcept>
#include <system_error>
#include <thread>
#include <vector>

#include "gate.hpp"
#include "pool_fixture.hpp"
#include "probe.hpp"

using cadre::when_full;
using cadre_test::deliberate;
using cadre_test::gate;
using cadre_test::open_at_end;
using cadre_test::probe;
using cadre_test::stall;
using cadre_test::surroundings;
using cadre_test::timed;
using namespace std::chrono_literals;

namespace {

/// A pool of one thread, which is in a task; two more may wait.
struct full_pool {
  auto note(int which) {
    return [this, which] { order.push_back(which); };
  }
  explicit full_pool(when_full otherwise, cadre::clock::duration patience = cadre::clock::duration::max())
      : pool(options(otherwise, patience)) {
    pool.submit(block.task());
    BOOST_REQUIRE(block.begun.reached(1));
    for (int i = 0; i < 2; ++i) pool.submit(note(i));
  }
  void finish() {
    block.go.open();
    pool.wait_idle();
  }

  timed around;
  stall block;
  std::vector<int> order;
  cadre::pool pool;
  open_at_end release{block.go};

 private:
  [[nodiscard]] cadre::pool_options options(when_full otherwise, cadre::clock::duration patience) const {
    auto all = around.options({0, 1});
    all.backlog = {.tasks = 2, .otherwise = otherwise, .patience = patience};
    return all;
  }
};

bool is_deadlock(const std::system_error& error) {
  return error.code() == std::errc::resource_deadlock_would_occur;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(pool_backlog)

BOOST_AUTO_TEST_CASE(a_bound_of_nothing_is_refused) {
  const surroundings around;
  auto options = around.options({0, 1});
  options.backlog.tasks = 0;
  BOOST_CHECK_THROW(cadre::pool{options}, std::invalid_argument);
}

BOOST_AUTO_TEST_CASE(refusing_has_no_effect) {
  full_pool test(when_full::refuse);
  int gone = 0;
  BOOST_CHECK_THROW(test.pool.submit([end = probe([&gone] { ++gone; })] {}), cadre::backlog_full);
  BOOST_TEST(gone == 1);
  BOOST_TEST(test.pool.statistics().accepted == 3U);
  test.finish();
  BOOST_TEST(test.order == std::vector<int>({0, 1}), boost::test_tools::per_element());
  test.pool.submit(test.note(2));
  test.pool.wait_idle();
  BOOST_TEST(test.order.size() == 3U);
}

BOOST_AUTO_TEST_CASE(waiting_ends_when_there_is_room) {
  full_pool test(when_full::wait);
  gate accepted;
  std::thread submitter([&] {
    test.pool.submit(test.note(2));
    accepted.open();
  });
  test.pool.wait([](const cadre::team_statistics& now) { return now.accepted == 3; });
  BOOST_TEST(!accepted.passed_by_now());
  test.block.go.open();
  BOOST_TEST(accepted.passed());
  submitter.join();
  test.pool.wait_idle();
  BOOST_TEST(test.order == std::vector<int>({0, 1, 2}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(waiting_ends_at_the_deadline) {
  full_pool test(when_full::wait, 5s);
  gate ended;
  bool full = false;
  std::thread submitter([&] {
    try {
      test.pool.submit([] {});
    } catch (const cadre::backlog_full&) {
      full = true;
    }
    ended.open();
  });
  test.around.pass(5s, ended);
  submitter.join();
  BOOST_TEST(full);
  BOOST_TEST(test.pool.statistics().accepted == 3U);
  test.finish();
}

BOOST_AUTO_TEST_CASE(without_patience_there_is_no_wait) {
  full_pool test(when_full::wait, 0s);
  BOOST_CHECK_THROW(test.pool.submit([] {}), cadre::backlog_full);
  test.finish();
}

// Quit ends the wait as well.
BOOST_AUTO_TEST_CASE(a_submit_that_waits_is_refused_by_quit) {
  full_pool test(when_full::wait);
  gate ended;
  bool refused = false;
  std::thread submitter([&] {
    try {
      test.pool.submit([] {});
    } catch (const cadre::already_quit&) {
      refused = true;
    }
    ended.open();
  });
  test.pool.quit();
  BOOST_TEST(ended.passed());
  submitter.join();
  BOOST_TEST(refused);
  test.block.go.open();
}

// The room would have to be made by the thread that waits.
BOOST_AUTO_TEST_CASE(a_task_of_the_pool_may_not_wait_for_room) {
  const surroundings around;
  auto options = around.options({0, 1});
  options.backlog = {.tasks = 1, .otherwise = when_full::wait};
  std::atomic<int> runs = 0;
  bool refused = false;
  cadre::pool pool(std::move(options));
  pool.submit([&] {
    pool.submit([&runs] { ++runs; });
    try {
      pool.submit([&runs] { ++runs; });
    } catch (const std::system_error& error) {
      refused = is_deadlock(error);
    }
  });
  pool.wait_idle();
  BOOST_TEST(refused);
  BOOST_TEST(runs == 1);
}

BOOST_AUTO_TEST_CASE(the_caller_may_run_it) {
  full_pool test(when_full::run_in_caller);
  std::thread::id where;
  test.pool.submit([&where] { where = std::this_thread::get_id(); });
  BOOST_TEST((where == std::this_thread::get_id()));
  BOOST_CHECK_NO_THROW(test.pool.submit([] { throw deliberate("here"); }));
  BOOST_TEST(test.around.errors.claim("deliberate here") == 1U);
  const auto now = test.pool.statistics();
  BOOST_TEST(now.accepted == 5U);
  BOOST_TEST(now.ran == 1U);
  BOOST_TEST(now.failed == 1U);
  test.finish();
}

// DEF-12: no thread of the pool has it, but it is one of the pool's tasks, and whoever waits for those waits for it.
BOOST_AUTO_TEST_CASE(what_the_caller_runs_is_waited_for) {
  full_pool test(when_full::run_in_caller);
  gate looked, returned;
  std::atomic<bool> ended = false, idle_too_early = false;
  std::thread idler, waiter;
  const auto wait_for = [&](auto condition) { return std::thread([&test, condition] { test.pool.wait(condition); }); };
  test.pool.submit([&] {
    test.block.go.open();
    wait_for([](const cadre::team_statistics& now) { return now.ran == 3 && now.idle == 1; }).join();
    idler = std::thread([&] {
      test.pool.wait_idle();
      idle_too_early = !ended;
    });
    waiter = std::thread([&] {
      test.pool.wait([&](const cadre::team_statistics& now) {
        looked.open();
        return now.accepted == now.ran;
      });
      returned.open();
    });
    BOOST_TEST(looked.passed());
    BOOST_TEST(test.pool.statistics().busy == 0U);
    BOOST_TEST(!returned.passed_by_now());
    ended = true;
  });
  BOOST_TEST(returned.passed());
  test.pool.submit([] {});  // in case that nothing else wakes them
  idler.join();
  waiter.join();
  BOOST_TEST(!idle_too_early);
}

// DEF-23: it would wait for itself.
BOOST_AUTO_TEST_CASE(what_the_caller_runs_is_inside_the_pool) {
  full_pool test(when_full::run_in_caller);
  int refused = 0;
  bool inside = false;
  test.pool.submit([&] {
    inside = test.pool.running_here();
    try {
      test.pool.wait_idle();
    } catch (const std::system_error& error) {
      if (is_deadlock(error)) ++refused;
    }
  });
  BOOST_TEST(inside);
  BOOST_TEST(refused == 1);
  BOOST_TEST(!test.pool.running_here());
  test.finish();
}

// DEF-29
BOOST_AUTO_TEST_CASE(the_oldest_may_be_dropped) {
  full_pool test(when_full::drop_oldest);
  test.pool.submit(test.note(2));
  test.pool.submit(test.note(3));
  BOOST_TEST(test.around.errors.claim("task_dropped") == 2U);
  BOOST_TEST(test.pool.statistics().dropped == 2U);
  test.finish();
  BOOST_TEST(test.order == std::vector<int>({2, 3}), boost::test_tools::per_element());
}

// The bound holds for any number of submitters, and the books are right whatever happens.
BOOST_AUTO_TEST_CASE(every_policy_keeps_the_books) {
  for (const when_full otherwise :
       {when_full::refuse, when_full::wait, when_full::run_in_caller, when_full::drop_oldest}) {
    surroundings around;
    auto options = around.options({0, 2});
    options.backlog = {.tasks = 3, .otherwise = otherwise};
    std::atomic<unsigned> runs = 0;
    std::atomic<unsigned> refused = 0;
    cadre::pool pool(std::move(options));
    std::vector<std::thread> submitters;
    for (int who = 0; who < 3; ++who)
      submitters.emplace_back([&] {
        for (int i = 0; i < 200; ++i) try {
            pool.submit([&runs] { ++runs; });
          } catch (const cadre::backlog_full&) {
            ++refused;
          }
      });
    for (std::thread& one : submitters) one.join();
    pool.wait_idle();
    const auto now = pool.statistics();
    BOOST_TEST(now.accepted + refused == 600U);
    BOOST_TEST(now.accepted == now.ran + now.dropped);
    BOOST_TEST(now.ran == runs);
    BOOST_TEST(around.errors.claim("task_dropped") == now.dropped);
  }
}

BOOST_AUTO_TEST_SUITE_END()
