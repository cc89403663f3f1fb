// team_quit_test.cpp - proves what cadre/team.hpp promises of quitting, whatever happens at the same time.

#include <boost/test/unit_test.hpp>
#include <cadre/team.hpp>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "probe.hpp"
#include "recorded_errors.hpp"
#include "stepped_team.hpp"

using cadre_test::coordination;
using cadre_test::deliberate;
using cadre_test::probe;
using cadre_test::stepped_team;
using words = std::vector<std::string>;

BOOST_AUTO_TEST_SUITE(team_quit)

// X-48 T-40 T-48: at once, on the caller's thread; the coordinator has not moved yet.
BOOST_AUTO_TEST_CASE(after_quit_everything_is_refused) {
  stepped_team test;
  test.team->quit();
  BOOST_TEST(test.team->closed());
  BOOST_CHECK_THROW(test.team->quit(), cadre::already_quit);
  BOOST_CHECK_THROW(test.team->submit([] {}), cadre::already_quit);
  BOOST_CHECK_THROW(test.team->grow(1), cadre::already_quit);
  BOOST_CHECK_THROW(test.team->shrink(1), cadre::already_quit);
  BOOST_CHECK_THROW(test.team->shrink(), cadre::already_quit);
  BOOST_CHECK_THROW(test.team->set_limits({0, 1}), cadre::already_quit);
  std::thread([&] { BOOST_CHECK_THROW(test.team->quit(), cadre::already_quit); }).join();
  test.settle();
  BOOST_CHECK_THROW(test.team->submit([] {}), cadre::already_quit);
  BOOST_CHECK_THROW(test.team->drop_backlog(), cadre::already_quit);
  BOOST_TEST(test.now().accepted == 0U);
}

// X-49 T-41 T-45
BOOST_AUTO_TEST_CASE(quit_lets_all_idle_workers_go) {
  stepped_team test;
  test.team->grow(5);
  test.settle();
  test.team->quit();
  BOOST_TEST(test.present() == 5U);
  test.settle();
  BOOST_TEST(test.present() == 0U);
  for (const auto& one : test.workers) BOOST_TEST(one->quit);
  BOOST_TEST(test.coordinator->quits == 1);
}

// X-50 T-42 T-45 T-49
BOOST_AUTO_TEST_CASE(busy_workers_leave_when_they_finish) {
  stepped_team test;
  test.team->grow(10);
  test.settle();
  for (int i = 0; i < 5; ++i) test.submit([] {});
  BOOST_TEST(test.now().busy == 5U);
  test.team->quit();
  test.settle();
  BOOST_TEST(test.present() == 5U);
  BOOST_TEST(test.coordinator->quits == 0);
  test.finish();
  BOOST_TEST(test.present() == 0U);
  BOOST_TEST(test.coordinator->quits == 1);
  BOOST_TEST(test.now().ran == 5U);
}

// X-51 T-46: the worker ends between "no more tasks" and the coordinator's step, in each possible order.
BOOST_AUTO_TEST_CASE(work_may_end_while_the_team_quits) {
  {
    stepped_team test;
    test.submit([] {});
    test.coordinator->at_next_submit([&] {
      BOOST_TEST(test.work(0));
      test.settle();
    });
    test.team->quit();
    test.settle();
    BOOST_TEST(test.coordinator->quits == 1);
  }
  {
    stepped_team test;
    test.submit([] {});
    BOOST_TEST(test.work(0));
    test.team->quit();
    test.settle();
    BOOST_TEST(test.coordinator->quits == 1);
  }
  {
    stepped_team test;
    test.submit([] {});
    test.team->quit();
    BOOST_TEST(test.work(0));
    test.settle();
    BOOST_TEST(test.coordinator->quits == 1);
  }
}

// T-47 DEF-26: quit comes between a submit's look at the flag and its step. The task runs, or is refused; never lost.
BOOST_AUTO_TEST_CASE(submit_that_meets_quit_runs_or_is_refused) {
  for (const coordination how : {coordination::by_hand, coordination::on_caller})
    for (const bool finished : {false, true}) {
      int runs = 0;
      int gone = 0;
      bool refused = false;
      stepped_team test({}, how);
      test.coordinator->at_next_submit([&] {
        test.team->quit();
        if (finished) test.settle();
      });
      try {
        test.team->submit([&runs, end = probe([&gone] { ++gone; })] { ++runs; });
      } catch (const cadre::already_quit&) {
        refused = true;
      }
      test.finish();
      BOOST_TEST(runs == (refused ? 0 : 1));
      BOOST_TEST(gone == 1);
      BOOST_TEST(test.now().accepted == (refused ? 0U : 1U));
      BOOST_TEST(test.coordinator->quits == 1);
    }
}

// T-47: the same for the other orders; they may be refused, and do no harm.
BOOST_AUTO_TEST_CASE(orders_that_meet_quit_do_no_harm) {
  const std::vector<std::function<void(cadre::team&)>> orders = {
      [](cadre::team& team) { team.grow(2); }, [](cadre::team& team) { team.shrink(1); },
      [](cadre::team& team) { team.shrink(); },
      [](cadre::team& team) {
        team.set_limits({2, 3});
      },
      [](cadre::team& team) { static_cast<void>(team.drop_backlog()); }};
  for (const coordination how : {coordination::by_hand, coordination::on_caller})
    for (const auto& order : orders) {
      stepped_team test({}, how);
      test.team->grow(1);
      test.settle();
      test.coordinator->at_next_submit([&] {
        test.team->quit();
        test.settle();
      });
      try {
        order(*test.team);
      } catch (const cadre::already_quit&) {
      }
      test.finish();
      BOOST_TEST(test.coordinator->quits == 1);
      BOOST_TEST(test.present() == 0U);
    }
}

// T-47 DEF-37: quit while a worker is being obtained; it arrives in a team that is finishing.
BOOST_AUTO_TEST_CASE(quit_while_a_worker_is_being_obtained) {
  for (const coordination how : {coordination::by_hand, coordination::on_caller}) {
    int runs = 0;
    stepped_team test({}, how);
    test.on_source = [&] {
      test.on_source = nullptr;
      test.team->quit();
    };
    test.submit([&runs] { ++runs; });
    test.finish();
    BOOST_TEST(runs == 1);
    BOOST_TEST(test.coordinator->quits == 1);
  }
}

// T-47 DEF-01
BOOST_AUTO_TEST_CASE(quit_while_a_worker_cannot_be_obtained) {
  for (const coordination how : {coordination::by_hand, coordination::on_caller}) {
    int runs = 0;
    bool refused = false;
    stepped_team test({}, how);
    test.on_source = [&] {
      if (!test.team->closed()) test.team->quit();
      throw deliberate("source");
    };
    try {
      test.submit([&runs] { ++runs; });
    } catch (const deliberate&) {
      refused = true;
    }
    test.finish();
    BOOST_TEST(runs == 0);
    BOOST_TEST(test.now().accepted == (refused ? 0U : 1U));
    BOOST_TEST(test.errors.claim("task_dropped") == test.now().accepted);
    static_cast<void>(test.errors.claim("deliberate source"));
    BOOST_TEST(test.coordinator->quits == 1);
  }
}

// T-42 T-45
BOOST_AUTO_TEST_CASE(a_task_may_quit_its_team) {
  for (const coordination how : {coordination::by_hand, coordination::on_caller}) {
    bool refused = false;
    stepped_team test({}, how);
    test.submit([&] {
      test.team->quit();
      try {
        test.team->submit([] {});
      } catch (const cadre::already_quit&) {
        refused = true;
      }
    });
    BOOST_TEST(test.complete(0));
    BOOST_TEST(refused);
    BOOST_TEST(test.coordinator->quits == 1);
  }
}

// M-29: the destructor quits; accepted tasks keep alive what they need, each worker included.
BOOST_AUTO_TEST_CASE(accepted_tasks_outlive_the_team) {
  for (const coordination how : {coordination::by_hand, coordination::on_caller}) {
    words order;
    stepped_team test({0, 1}, how);
    test.submit([&order] { order.emplace_back("busy"); });
    test.team->submit([&order] { order.emplace_back("waiting"); });
    test.team.reset();
    test.finish();
    BOOST_TEST(order == (words{"busy", "waiting"}), boost::test_tools::per_element());
    BOOST_TEST(test.coordinator->quits == 1);
  }
}

// M-29
BOOST_AUTO_TEST_CASE(a_task_may_destroy_its_team) {
  for (const coordination how : {coordination::by_hand, coordination::on_caller}) {
    words order;
    stepped_team test({0, 1}, how);
    test.submit([&] {
      test.team.reset();
      order.emplace_back("destroyer");
    });
    test.submit([&order] { order.emplace_back("waiting"); });
    test.finish();
    BOOST_TEST(order == (words{"destroyer", "waiting"}), boost::test_tools::per_element());
    BOOST_TEST(test.coordinator->quits == 1);
  }
}

BOOST_AUTO_TEST_SUITE_END()
