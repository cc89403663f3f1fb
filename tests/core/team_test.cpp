// team_test.cpp - proves what cadre/team.hpp promises of ordinary work. All steps are the test's own.

#include <atomic>
#include <boost/test/unit_test.hpp>
#include <cadre/team.hpp>
#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <system_error>
#include <thread>
#include <vector>

#include "gate.hpp"
#include "probe.hpp"
#include "recorded_errors.hpp"
#include "stepped_team.hpp"

using cadre_test::coordination;
using cadre_test::deliberate;
using cadre_test::probe;
using cadre_test::stepped_team;
using cadre_test::texts;
using words = std::vector<std::string>;

BOOST_AUTO_TEST_SUITE(team)

// T-01
BOOST_AUTO_TEST_CASE(a_team_is_made_of_a_coordinator_and_a_source) {
  const auto source = [] { return std::make_unique<cadre::memory_worker>(); };
  const auto coordinator = [] { return std::make_unique<cadre::memory_worker>(); };
  BOOST_CHECK_THROW(cadre::team(nullptr, source, {}), std::invalid_argument);
  BOOST_CHECK_THROW(cadre::team(coordinator(), {}, {}), std::invalid_argument);
  BOOST_CHECK_THROW(cadre::team(coordinator(), source, {}, {2, 1}), std::invalid_argument);
  stepped_team test({3, 5});
  test.settle();
  BOOST_TEST(test.source_calls == 0U);
}

// X-41 T-29
BOOST_AUTO_TEST_CASE(all_figures_are_zero_at_first) {
  const stepped_team test({1, 7});
  const auto now = test.now();
  BOOST_TEST(now.workers() + now.backlog == 0U);
  BOOST_TEST(now.accepted + now.ran + now.failed + now.dropped == 0U);
  BOOST_TEST(now.limits.min == 1U);
  BOOST_TEST(now.limits.max == 7U);
}

// T-29: while one is busy and one idles, another one is on its way.
BOOST_AUTO_TEST_CASE(workers_are_idle_busy_or_starting) {
  stepped_team test;
  test.occupy(2);
  BOOST_TEST(test.complete(0));
  cadre::team_statistics meanwhile;
  test.on_source = [&] { meanwhile = test.now(); };
  test.team->grow(1);
  test.settle();
  test.on_source = nullptr;
  BOOST_TEST(meanwhile.idle == 1U);
  BOOST_TEST(meanwhile.busy == 1U);
  BOOST_TEST(meanwhile.starting == 1U);
  BOOST_TEST(meanwhile.workers() == 3U);
  BOOST_TEST(test.now().workers() == 3U);
}

// X-40 T-03 T-04 T-05
BOOST_AUTO_TEST_CASE(a_task_runs_in_a_new_worker) {
  int runs = 0;
  stepped_team test;
  test.team->submit([&runs] { ++runs; });
  BOOST_TEST(test.source_calls == 0U, "nothing happens before the coordinator works");
  test.settle();
  BOOST_REQUIRE(test.workers.size() == 1U);
  BOOST_TEST(test.now().busy == 1U);
  BOOST_TEST(test.now().idle == 0U);
  BOOST_TEST(runs == 0);
  BOOST_TEST(test.work(0));
  BOOST_TEST(runs == 1);
  BOOST_TEST(test.now().busy == 1U, "the books change in the coordinator's step");
  test.settle();
  BOOST_TEST(test.now().busy == 0U);
  BOOST_TEST(test.now().idle == 1U);
  BOOST_TEST(test.now().accepted == 1U);
  BOOST_TEST(test.now().ran == 1U);
}

// T-04: an idle worker is used before a new one is obtained.
BOOST_AUTO_TEST_CASE(an_idle_worker_comes_before_a_new_one) {
  int runs = 0;
  stepped_team test;
  for (int i = 0; i < 5; ++i) {
    test.submit([&runs] { ++runs; });
    BOOST_TEST(test.complete(0));
  }
  BOOST_TEST(runs == 5);
  BOOST_TEST(test.workers.size() == 1U);
  BOOST_TEST(test.source_calls == 1U);
}

// T-02 T-29: statistics are those of the last step.
BOOST_AUTO_TEST_CASE(the_books_are_kept_in_steps) {
  stepped_team test;
  test.team->submit([] {});
  test.team->submit([] {});
  const auto before = test.now();
  BOOST_TEST(before.accepted + before.backlog + before.busy == 0U);
  test.settle();
  BOOST_TEST(test.now().accepted == 2U);
  BOOST_TEST(test.now().busy == 2U);
}

// T-10 W-08: tasks overlap, and end in any order.
BOOST_AUTO_TEST_CASE(a_team_is_not_exclusive) {
  words order;
  stepped_team test;
  test.submit([&order] { order.emplace_back("first"); });
  test.submit([&order] { order.emplace_back("second"); });
  BOOST_TEST(test.now().busy == 2U);
  BOOST_TEST(test.complete(1));
  BOOST_TEST(test.complete(0));
  BOOST_TEST(order == (words{"second", "first"}), boost::test_tools::per_element());
}

// Constant work for a submit: one call of the source at most, also with many waiting.
BOOST_AUTO_TEST_CASE(a_submit_calls_the_source_once_at_most) {
  stepped_team test({}, coordination::on_caller);
  test.room = 0;
  for (std::size_t i = 1; i <= 5; ++i) {
    test.submit([] {});
    BOOST_TEST(test.source_calls <= i);
  }
  test.room = stepped_team::any_number;
}

// X-47 T-06: any type of error, on the worker, at once; the worker serves on.
BOOST_AUTO_TEST_CASE(what_a_task_throws_is_reported_on_its_worker) {
  stepped_team test;
  test.submit([] { throw deliberate("first"); });
  BOOST_TEST(test.work(0));
  BOOST_TEST(test.errors.claim() == texts{"deliberate first"}, boost::test_tools::per_element());
  test.settle();
  test.submit([] { throw 2; });
  BOOST_TEST(test.work(0));
  BOOST_TEST(test.errors.claim() == texts{"int 2"}, boost::test_tools::per_element());
  test.settle();
  BOOST_TEST(test.now().failed == 2U);
  BOOST_TEST(test.now().ran == 0U);
  BOOST_TEST(test.now().idle == 1U);
  BOOST_TEST(test.workers.size() == 1U);
}

// M-08: gone before the books say that the task has ended.
BOOST_AUTO_TEST_CASE(a_task_is_destroyed_on_its_worker) {
  words order;
  stepped_team test;
  test.submit([&order, end = probe([&order] { order.emplace_back("gone"); })] { order.emplace_back("run"); });
  BOOST_TEST(test.work(0));
  BOOST_TEST(order == (words{"run", "gone"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_task_knows_where_it_runs) {
  bool here = false;
  stepped_team test;
  test.submit([&] { here = test.team->running_here(); });
  BOOST_TEST(!test.team->running_here());
  BOOST_TEST(test.complete(0));
  BOOST_TEST(here);
  BOOST_TEST(!test.team->running_here());
}

// W-05: every member from inside a task.
BOOST_AUTO_TEST_CASE(a_task_may_use_its_team) {
  for (const coordination how : {coordination::by_hand, coordination::on_caller}) {
    int inner_runs = 0;
    stepped_team test({0, 4}, how);
    test.submit([&] {
      test.team->submit([&inner_runs] { ++inner_runs; });
      test.team->grow(2);
      test.team->shrink(1);
      test.team->set_limits({0, 3});
      test.team->shrink();
      BOOST_TEST(test.team->drop_backlog() == 0U);
      BOOST_TEST(!test.team->closed());
      test.team->quit();
    });
    BOOST_TEST(test.complete(0));
    test.finish();
    const auto now = test.now();
    BOOST_TEST(now.accepted == 2U);
    BOOST_TEST(now.ran + now.dropped == 2U);
    BOOST_TEST(static_cast<std::uint64_t>(inner_runs) + 1U == now.ran);
    BOOST_TEST(test.errors.claim("task_dropped") == now.dropped);
  }
}

BOOST_AUTO_TEST_CASE(wait_is_refused_to_a_task_of_the_team) {
  std::error_code code;
  stepped_team test;
  test.submit([&] {
    try {
      test.team->wait([](const cadre::team_statistics& now) { return now.ran > 0; });
    } catch (const std::system_error& error) {
      code = error.code();
    }
  });
  BOOST_TEST(test.complete(0));
  BOOST_TEST((code == std::errc::resource_deadlock_would_occur));
}

// A condition is user code: it runs under no lock.
BOOST_AUTO_TEST_CASE(the_condition_of_a_wait_may_use_the_team) {
  int runs = 0;
  stepped_team test({}, coordination::on_caller);
  test.team->wait([&](const cadre::team_statistics& now) {
    if (now.accepted > 0) return true;
    test.team->submit([&runs] { ++runs; });
    return false;
  });
  BOOST_TEST(test.now().accepted == 1U);
}

BOOST_AUTO_TEST_CASE(wait_returns_when_the_condition_holds) {
  cadre_test::gate looked;
  bool returned_early = false;
  std::atomic<bool> returned = false;
  stepped_team test;
  test.team->wait([](const cadre::team_statistics& now) { return now.accepted == 0; });
  std::thread other([&] {
    test.team->wait([&](const cadre::team_statistics& now) {
      looked.open();
      return now.ran == 1;
    });
    returned = true;
  });
  BOOST_TEST(looked.passed());
  test.submit([&] { returned_early = returned; });
  BOOST_TEST(test.complete(0));
  other.join();
  BOOST_TEST(!returned_early);
  BOOST_TEST(returned);
}

// M-26 DEF-38
BOOST_AUTO_TEST_CASE(destructors_of_tasks_that_ran_may_submit) {
  for (const coordination how : {coordination::by_hand, coordination::on_caller}) {
    int runs = 0;
    stepped_team test({0, 1}, how);
    test.submit([end = probe([&] { test.team->submit([&runs] { ++runs; }); })] {});
    test.finish();
    BOOST_TEST(runs == 1);
  }
}

BOOST_AUTO_TEST_SUITE_END()
