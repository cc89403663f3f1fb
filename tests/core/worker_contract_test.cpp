// worker_contract_test.cpp - what every worker promises (cadre/worker.hpp) of the tasks that it is given, proven by one
// suite for each kind (D-02). The tests of a single kind add what only that kind promises.

#include <atomic>
#include <boost/test/unit_test.hpp>
#include <cadre/exclusive_worker.hpp>
#include <cadre/worker.hpp>
#include <functional>
#include <memory>
#include <stdexcept>
#include <thread>
#include <type_traits>

#include "gate.hpp"
#include "probe.hpp"
#include "rigs.hpp"

using cadre_test::accepted;
using cadre_test::all_kinds;
using cadre_test::at_once;
using cadre_test::deliberate;
using cadre_test::probe;
using cadre_test::tally;

BOOST_AUTO_TEST_SUITE(worker_contract)

// W-01 W-02 M-06 M-29
BOOST_AUTO_TEST_CASE_TEMPLATE(a_task_runs_once, rig, all_kinds) {
  std::atomic<int> runs = 0;
  tally done;
  rig test;
  test.subject().submit([&, owned = std::make_unique<int>(3)] {
    runs += *owned;
    done.add();
    return "nobody looks at this";
  });
  test.drive();
  BOOST_TEST(done.reached(1));
  test.end();
  BOOST_TEST(runs == 3);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(an_empty_task_is_refused_at_once, rig, all_kinds) {
  std::atomic<int> runs = 0;
  rig test;
  BOOST_CHECK_THROW(test.subject().submit(cadre::task()), std::invalid_argument);
  BOOST_CHECK_THROW(test.subject().submit(std::function<void()>()), std::invalid_argument);
  BOOST_TEST(!test.subject().closed());
  test.subject().submit([&runs] { ++runs; });
  test.end();
  BOOST_TEST(runs == 1);
}

// W-05: from several threads at once.
BOOST_AUTO_TEST_CASE_TEMPLATE(any_thread_may_submit, rig, all_kinds) {
  std::atomic<int> runs = 0;
  std::atomic<int> refused = 0;
  rig test;
  at_once(3, [&](int) {
    for (int i = 0; i < 100; ++i)
      if (!accepted(test.subject(), [&runs] { ++runs; })) ++refused;
  });
  test.end();
  BOOST_TEST(runs == 300);
  BOOST_TEST(refused == 0);
}

// W-05 TW-08 LW-04 MW-08: from inside a task; what is submitted there does not run inside it.
BOOST_AUTO_TEST_CASE_TEMPLATE(a_task_may_submit, rig, all_kinds) {
  std::atomic<bool> outer_done = false;
  std::atomic<bool> in_turn = false;
  tally done;
  rig test;
  test.subject().submit([&] {
    test.subject().submit([&] {
      in_turn = !rig::exclusive || outer_done;
      done.add();
    });
    outer_done = true;
  });
  test.drive();
  BOOST_TEST(done.reached(1));
  BOOST_TEST(in_turn);
  test.end();
}

// DEF-10 T-06 LW-07 MW-07: a task that fails takes nobody along.
BOOST_AUTO_TEST_CASE_TEMPLATE(a_failing_task_stops_no_other, rig, all_kinds) {
  std::atomic<int> runs = 0;
  rig test;
  for (int i = 0; i < 3; ++i) {
    try {
      test.subject().submit([] { throw deliberate("task"); });
    } catch (const deliberate&) {
      BOOST_TEST((std::is_same_v<rig, cadre_test::lock_rig>), "only a lock_worker has run the task by now");
    }
    test.subject().submit([&runs] { ++runs; });
  }
  test.end();
  BOOST_TEST(runs == 3);
}

// M-08: a task is gone soon after it ran, and before a refusal comes back.
BOOST_AUTO_TEST_CASE_TEMPLATE(tasks_are_destroyed, rig, all_kinds) {
  tally gone;
  rig test;
  test.subject().submit([end = probe([&gone] { gone.add(); })] {});
  test.drive();
  BOOST_TEST(gone.reached(1));
  test.subject().quit();
  BOOST_TEST(!accepted(test.subject(), [end = probe([&gone] { gone.add(); })] {}));
  BOOST_TEST(gone.count() == 2U);
  test.end();
}

// M-26 DEF-38
BOOST_AUTO_TEST_CASE_TEMPLATE(destructors_of_tasks_may_submit, rig, all_kinds) {
  tally ran;
  rig test;
  test.subject().submit([&, end = probe([&] { test.subject().submit([&ran] { ran.add(); }); })] { ran.add(); });
  test.drive();
  BOOST_TEST(ran.reached(2));
  test.end();
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_task_knows_that_it_runs_here, rig, all_kinds) {
  cadre::memory_worker other;
  std::atomic<int> right = 0;
  tally done;
  rig test;
  const auto perform_other = other.perform();
  test.subject().submit([&] {
    if (test.subject().running_here()) ++right;
    if (!other.running_here()) ++right;
    other.submit([&] {
      if (test.subject().running_here() && other.running_here()) ++right;
    });
    perform_other();
    if (test.subject().running_here() && !other.running_here()) ++right;
    std::thread([&] {
      if (!test.subject().running_here()) ++right;
    }).join();
    done.add();
  });
  test.drive();
  BOOST_TEST(done.reached(1));
  BOOST_TEST(right == 5);
  BOOST_TEST(!test.subject().running_here());
  test.end();
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_failed_task_runs_here_no_longer, rig, all_kinds) {
  rig test;
  try {
    test.subject().submit([] { throw deliberate("task"); });
  } catch (const deliberate&) {
  }
  test.drive();
  BOOST_TEST(!test.subject().running_here());
  test.end();
}

BOOST_AUTO_TEST_CASE_TEMPLATE(other_threads_execute_nothing, rig, all_kinds) {
  std::atomic<int> runs = 0;
  rig test;
  BOOST_TEST(!test.subject().try_executing_one());
  test.subject().submit([&runs] { ++runs; });
  BOOST_TEST(!test.subject().try_executing_one());
  test.end();
  BOOST_TEST(!test.subject().try_executing_one());
  BOOST_TEST(runs == 1);
}

BOOST_AUTO_TEST_SUITE_END()
