// worker_quit_test.cpp - what every worker promises of quitting (cadre/worker.hpp), proven by one suite for each kind
// (D-02).

#include <atomic>
#include <boost/test/unit_test.hpp>
#include <cadre/worker.hpp>

#include "gate.hpp"
#include "rigs.hpp"

using cadre_test::accepted;
using cadre_test::all_kinds;
using cadre_test::at_once;
using cadre_test::quits;
using cadre_test::tally;

BOOST_AUTO_TEST_SUITE(worker_quit)

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

BOOST_AUTO_TEST_SUITE_END()
