// worker_contract_test.cpp - what every worker promises (cadre/worker.hpp, cadre/exclusive_worker.hpp), proven by one
// suite for each kind (D-02). The tests of a single kind add what only that kind promises.

#include <atomic>
#include <boost/test/unit_test.hpp>
#include <cadre/exclusive_worker.hpp>
#include <cadre/worker.hpp>
#include <functional>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <tuple>
#include <type_traits>
#include <vector>

#include "gate.hpp"
#include "probe.hpp"
#include "rigs.hpp"

using cadre_test::at_once;
using cadre_test::deliberate;
using cadre_test::probe;
using cadre_test::tally;

using all_kinds = std::tuple<cadre_test::memory_rig, cadre_test::lock_rig, cadre_test::thread_rig, cadre_test::team_rig,
                             cadre_test::pool_rig>;
using exclusive_kinds = std::tuple<cadre_test::memory_rig, cadre_test::lock_rig, cadre_test::thread_rig>;

namespace {

/// Submits, and tells whether the worker accepted. Errors of tasks that come out of a submit are the rig's business.
bool accepted(cadre::worker& worker, cadre::task work) {
  try {
    worker.submit(std::move(work));
    return true;
  } catch (const cadre::already_quit&) {
    return false;
  }
}

bool quits(cadre::worker& worker) {
  try {
    worker.quit();
    return true;
  } catch (const cadre::already_quit&) {
    return false;
  }
}

}  // namespace

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

// W-08
BOOST_AUTO_TEST_CASE(kinds_that_are_exclusive_say_so) {
  static_assert(std::is_base_of_v<cadre::exclusive_worker, cadre::memory_worker>);
  static_assert(std::is_base_of_v<cadre::exclusive_worker, cadre::lock_worker>);
  static_assert(std::is_base_of_v<cadre::exclusive_worker, cadre::thread_worker>);
  static_assert(!std::is_base_of_v<cadre::exclusive_worker, cadre::team>);
  static_assert(!std::is_base_of_v<cadre::exclusive_worker, cadre::pool>);
  static_assert(std::has_virtual_destructor_v<cadre::worker> && !std::is_copy_constructible_v<cadre::worker>);
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

// X-30 X-32 W-10 W-12: not closed at first; looking does nothing.
BOOST_AUTO_TEST_CASE_TEMPLATE(a_worker_starts_open, rig, all_kinds) {
  rig test;
  for (int i = 0; i < 3; ++i) BOOST_TEST(!test.subject().closed());
  BOOST_TEST(accepted(test.subject(), [] {}));
  BOOST_TEST(!test.subject().closed());
  test.end();
}

// X-31 X-33 X-34 W-03 W-04 W-11 W-12: once closed, always closed, and it says so to whoever calls.
BOOST_AUTO_TEST_CASE_TEMPLATE(a_worker_that_quit_refuses, rig, all_kinds) {
  std::atomic<int> runs = 0;
  rig test;
  test.subject().quit();
  BOOST_TEST(test.subject().closed());
  for (int i = 0; i < 2; ++i) {
    BOOST_CHECK_THROW(test.subject().submit([&runs] { ++runs; }), cadre::already_quit);
    BOOST_CHECK_THROW(test.subject().quit(), cadre::already_quit);
  }
  BOOST_TEST(test.subject().closed());
  test.end();
  BOOST_TEST(runs == 0);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(close_quits_unless_that_was_done, rig, all_kinds) {
  rig test;
  test.subject().close();
  BOOST_TEST(test.subject().closed());
  BOOST_CHECK_NO_THROW(test.subject().close());
  BOOST_TEST(!quits(test.subject()));
  BOOST_TEST(!accepted(test.subject(), [] {}));
  test.end();
}

// DEF-08 W-13: somebody else quits between close's look and its call.
BOOST_AUTO_TEST_CASE(close_does_not_mind_a_quit_that_came_first) {
  class just_quit final : public cadre::worker {
   public:
    void submit(cadre::task /*work*/) override { throw cadre::already_quit(); }
    void quit() override { throw cadre::already_quit(); }
    [[nodiscard]] bool closed() const noexcept override { return false; }
  };
  just_quit worker;
  BOOST_CHECK_NO_THROW(worker.close());
  BOOST_TEST(!worker.try_executing_one());
  BOOST_TEST(!worker.running_here());
}

// DEF-08 W-13 W-05: several threads quit, one wins; the others are told.
BOOST_AUTO_TEST_CASE_TEMPLATE(one_quit_of_many_wins, rig, all_kinds) {
  for (int round = 0; round < 20; ++round) {
    std::atomic<int> winners = 0;
    rig test;
    at_once(3, [&](int) {
      if (quits(test.subject())) ++winners;
      test.subject().close();
    });
    BOOST_REQUIRE(winners == 1);
    test.end();
  }
}

// W-06: what was accepted still runs, for each kind of ours.
BOOST_AUTO_TEST_CASE_TEMPLATE(accepted_tasks_survive_quit, rig, all_kinds) {
  std::atomic<int> runs = 0;
  rig test;
  for (int i = 0; i < 10; ++i) test.subject().submit([&runs] { ++runs; });
  test.subject().quit();
  test.end();
  BOOST_TEST(runs == 10);
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

// W-05 T-47 LW-11 TW-13: while another thread quits, each task is either refused or run.
BOOST_AUTO_TEST_CASE_TEMPLATE(submit_overlapping_quit_is_run_or_refused, rig, all_kinds) {
  for (int round = 0; round < 10; ++round) {
    std::atomic<int> runs = 0;
    std::atomic<int> promised = 0;
    tally submitted;
    rig test;
    at_once(3, [&](int i) {
      if (i == 0) {
        if (submitted.reached(5)) test.subject().quit();
        return;
      }
      for (int tries = 0; tries < 2000 && accepted(test.subject(), [&runs] { ++runs; }); ++tries) {
        ++promised;
        submitted.add();
      }
    });
    test.end();
    BOOST_REQUIRE(runs == promised);
  }
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

// W-05 W-14: a worker may be told to quit by its own task.
BOOST_AUTO_TEST_CASE_TEMPLATE(a_task_may_quit_its_worker, rig, all_kinds) {
  std::atomic<bool> refused = false;
  tally done;
  rig test;
  test.subject().submit([&] {
    test.subject().quit();
    refused = !quits(test.subject()) && !accepted(test.subject(), [] {});
    done.add();
  });
  test.drive();
  BOOST_TEST(done.reached(1));
  BOOST_TEST(refused);
  BOOST_TEST(test.subject().closed());
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

// M-29: a worker that is destroyed quits; ours still run what they accepted.
BOOST_AUTO_TEST_CASE_TEMPLATE(destruction_quits, rig, all_kinds) {
  std::atomic<int> runs = 0;
  rig test;
  for (int i = 0; i < 5; ++i) test.subject().submit([&runs] { ++runs; });
  test.destroy();
  test.end();
  BOOST_TEST(runs == 5);
}

// M-29
BOOST_AUTO_TEST_CASE_TEMPLATE(destruction_after_quit_is_no_second_quit, rig, all_kinds) {
  rig test;
  test.subject().quit();
  BOOST_CHECK_NO_THROW(test.destroy());
  test.end();
}

// W-07: in order, and never two at a time, though several threads submit.
BOOST_AUTO_TEST_CASE_TEMPLATE(exclusive_tasks_never_overlap, rig, exclusive_kinds) {
  std::vector<int> unprotected;
  std::atomic<int> inside = 0;
  std::atomic<int> overlaps = 0;
  std::vector<int> last(3, -1);
  bool in_order = true;
  rig test;
  at_once(3, [&](int who) {
    for (int i = 0; i < 50; ++i)
      test.subject().submit([&, value = who * 1000 + i] {
        if (++inside != 1) ++overlaps;
        unprotected.push_back(value);
        --inside;
      });
  });
  test.end();
  BOOST_TEST(overlaps == 0);
  BOOST_REQUIRE(unprotected.size() == 150U);
  for (const int value : unprotected) {
    const auto who = static_cast<std::size_t>(value / 1000);
    in_order = in_order && value > last[who];
    last[who] = value;
  }
  BOOST_TEST(in_order, "what one thread submits runs in its order");
}

// A follow-up runs on the thread of its task, soon after it.
BOOST_AUTO_TEST_CASE_TEMPLATE(a_follow_up_runs_on_the_tasks_thread, rig, exclusive_kinds) {
  std::thread::id task_thread;
  std::thread::id follow_up_thread;
  tally done;
  rig test;
  auto& worker = dynamic_cast<cadre::exclusive_worker&>(test.subject());
  worker.submit([&] {
    task_thread = std::this_thread::get_id();
    worker.after_release([&] {
      follow_up_thread = std::this_thread::get_id();
      done.add();
    });
  });
  test.drive();
  BOOST_TEST(done.reached(1));
  BOOST_TEST((task_thread == follow_up_thread));
  test.end();
}

BOOST_AUTO_TEST_SUITE_END()
