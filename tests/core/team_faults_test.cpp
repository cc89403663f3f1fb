// team_faults_test.cpp - proves what cadre/team.hpp promises when sources, sinks, workers or memory fail.

#include <boost/test/unit_test.hpp>
#include <cadre/team.hpp>
#include <exception>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "probe.hpp"
#include "recorded_errors.hpp"
#include "stepped_team.hpp"

using cadre_test::coordination;
using cadre_test::deliberate;
using cadre_test::probe;
using cadre_test::stepped_team;
using cadre_test::texts;
using words = std::vector<std::string>;

BOOST_AUTO_TEST_SUITE(team_faults)

// T-60 DEF-01: whoever drives the coordinator is not bothered; the task waits and the error is told once.
BOOST_AUTO_TEST_CASE(a_failing_source_keeps_the_task_waiting) {
  words order;
  stepped_team test;
  test.on_source = [] { throw deliberate("source"); };
  test.team->submit([&order] { order.emplace_back("first"); });
  BOOST_CHECK_NO_THROW(test.settle());
  BOOST_TEST(test.errors.claim() == texts{"deliberate source"}, boost::test_tools::per_element());
  BOOST_TEST(test.now().backlog == 1U);
  BOOST_TEST(test.now().starting == 0U);
  test.on_source = nullptr;
  test.submit([&order] { order.emplace_back("second"); });
  test.finish();
  BOOST_TEST(order == (words{"first", "second"}), boost::test_tools::per_element());
}

// DEF-01: no worker at all, and the submitter is there to be told.
BOOST_AUTO_TEST_CASE(a_submit_that_finds_no_worker_at_all_is_refused) {
  int runs = 0;
  int gone = 0;
  stepped_team test({}, coordination::on_caller);
  test.on_source = [] { throw deliberate("source"); };
  const auto attempt = [&] { test.team->submit([&runs, end = probe([&gone] { ++gone; })] { ++runs; }); };
  BOOST_CHECK_THROW(attempt(), deliberate);
  BOOST_TEST(gone == 1);
  BOOST_TEST(test.now().accepted == 0U);
  BOOST_TEST(test.now().backlog == 0U);
  BOOST_TEST(test.now().starting == 0U);
  BOOST_TEST(test.errors.unclaimed() == 0U);
  test.on_source = nullptr;
  attempt();
  BOOST_TEST(test.complete(0));
  BOOST_TEST(runs == 1);
}

// DEF-01: tasks that wait already were accepted and stay; the newest alone is refused.
BOOST_AUTO_TEST_CASE(a_refusal_leaves_those_who_wait_alone) {
  words order;
  stepped_team test({}, coordination::on_caller);
  test.room = 0;
  test.submit([&order] { order.emplace_back("first"); });
  test.on_source = [] { throw deliberate("source"); };
  BOOST_CHECK_THROW(test.team->submit([&order] { order.emplace_back("second"); }), deliberate);
  BOOST_TEST(test.now().backlog == 1U);
  BOOST_TEST(test.now().accepted == 1U);
  test.on_source = nullptr;
  test.room = 1;
  test.submit([&order] { order.emplace_back("third"); });
  test.finish();
  BOOST_TEST(order == (words{"first", "third"}), boost::test_tools::per_element());
}

// DEF-01: with a worker there, the task is served by it later.
BOOST_AUTO_TEST_CASE(with_a_worker_there_the_task_waits) {
  int runs = 0;
  stepped_team test({}, coordination::on_caller);
  test.submit([&runs] { ++runs; });
  test.on_source = [] { throw deliberate("source"); };
  BOOST_CHECK_NO_THROW(test.team->submit([&runs] { ++runs; }));
  BOOST_TEST(test.errors.claim() == texts{"deliberate source"}, boost::test_tools::per_element());
  BOOST_TEST(test.now().backlog == 1U);
  BOOST_TEST(test.complete(0));
  BOOST_TEST(test.complete(0));
  BOOST_TEST(runs == 2);
}

// DEF-01 T-20: grow and set_limits stop at the first failure. Who can hear of it is told, else the sink.
BOOST_AUTO_TEST_CASE(growth_stops_at_a_failing_source) {
  stepped_team test;
  test.on_source = [&] {
    if (test.source_calls > 2) throw deliberate("source");
  };
  test.team->grow(5);
  BOOST_CHECK_NO_THROW(test.settle());
  BOOST_TEST(test.source_calls == 3U);
  BOOST_TEST(test.now().idle == 2U);
  BOOST_TEST(test.errors.claim() == texts{"deliberate source"}, boost::test_tools::per_element());
  test.team->set_limits({4, 8});
  BOOST_CHECK_NO_THROW(test.settle());
  BOOST_TEST(test.source_calls == 4U);
  BOOST_TEST(test.now().idle == 2U);
  BOOST_TEST(test.now().starting == 0U);
  BOOST_TEST(test.errors.claim() == texts{"deliberate source"}, boost::test_tools::per_element());
}

// DEF-01 T-60
BOOST_AUTO_TEST_CASE(who_grows_is_told_of_a_failing_source) {
  stepped_team test({}, coordination::on_caller);
  test.on_source = [&] {
    if (test.source_calls > 2) throw deliberate("source");
  };
  BOOST_CHECK_THROW(test.team->grow(5), deliberate);
  BOOST_TEST(test.source_calls == 3U);
  BOOST_TEST(test.now().idle == 2U);
  BOOST_CHECK_THROW(test.team->set_limits({4, 8}), deliberate);
  BOOST_TEST(test.now().limits.min == 4U, "the limits are set all the same");
  BOOST_TEST(test.now().limits.max == 8U);
  BOOST_TEST(test.now().idle == 2U);
  BOOST_TEST(test.now().starting == 0U);
  BOOST_TEST(test.errors.unclaimed() == 0U);
  test.on_source = nullptr;
  test.team->set_limits({4, 8});
  BOOST_TEST(test.now().idle == 4U);
}

// DEF-37 T-12: the source runs under no lock, and may use the team.
BOOST_AUTO_TEST_CASE(the_source_may_use_the_team) {
  for (const coordination how : {coordination::by_hand, coordination::on_caller}) {
    int runs = 0;
    stepped_team test({0, 3}, how);
    test.on_source = [&] {
      test.on_source = nullptr;
      BOOST_TEST(test.now().starting >= 1U);
      test.team->submit([&runs] { ++runs; });
      test.team->grow(1);
      test.team->shrink(1);
      test.team->set_limits({0, 4});
    };
    test.submit([&runs] { ++runs; });
    test.finish();
    BOOST_TEST(runs == 2);
  }
}

// T-62 DEF-21
BOOST_AUTO_TEST_CASE(a_failing_sink_stops_nothing) {
  auto memory = std::make_unique<cadre::memory_worker>();
  const auto step = memory->perform();
  cadre::memory_worker::performer work;
  int reported = 0;
  cadre::team team(
      std::move(memory),
      [&] {
        auto one = std::make_unique<cadre::memory_worker>();
        work = one->perform();
        return one;
      },
      [&reported](const std::exception_ptr&) {
        ++reported;
        throw deliberate("sink");
      },
      {0, 1});
  const auto run_all = [&] {
    while (step() || (work && work())) {
    }
  };
  team.submit([] { throw deliberate("task"); });
  run_all();
  BOOST_TEST(reported == 1);
  BOOST_TEST(team.statistics().failed == 1U);
  BOOST_TEST(team.statistics().idle == 1U);
  team.set_limits({0, 0});
  team.submit([] {});
  static_cast<void>(team.drop_backlog());
  run_all();
  BOOST_TEST(reported == 2);
  BOOST_TEST(team.statistics().dropped == 1U);
  team.quit();
  run_all();
  BOOST_TEST(team.statistics().idle + team.statistics().busy == 0U);
  BOOST_CHECK_THROW(team.drop_backlog(), cadre::already_quit);
}

// DEF-21 DEF-37: the sink is called under no lock, and may use the team.
BOOST_AUTO_TEST_CASE(the_sink_may_use_the_team) {
  int runs = 0;
  bool once = true;
  std::vector<cadre::memory_worker::performer> work;
  cadre::team* self = nullptr;
  cadre::team team(
      std::make_unique<cadre::lock_worker>(),
      [&]() -> std::unique_ptr<cadre::worker> {
        if (!work.empty()) throw deliberate("source");
        auto one = std::make_unique<cadre::memory_worker>();
        work.push_back(one->perform());
        return one;
      },
      [&](const std::exception_ptr&) {
        if (std::exchange(once, false)) self->submit([&runs] { ++runs; });
        static_cast<void>(self->statistics());
      });
  self = &team;
  team.submit([] { throw deliberate("task"); });
  while (work.front()()) {
  }
  BOOST_TEST(runs == 1);
  BOOST_TEST(team.statistics().ran == 1U);
  BOOST_TEST(team.statistics().failed == 1U);
}

// T-61 DEF-22: at quit, those who left already do not keep the others.
BOOST_AUTO_TEST_CASE(quit_passes_over_workers_that_quit_already) {
  stepped_team test;
  test.team->grow(4);
  test.settle();
  for (const std::size_t i : {0U, 2U}) test.workers.at(i)->alive->quit();
  test.team->quit();
  BOOST_CHECK_NO_THROW(test.settle());
  for (const auto& one : test.workers) BOOST_TEST(one->quit);
  BOOST_TEST(test.coordinator->quits == 1);
  static_cast<void>(test.errors.claim("already_quit"));
}

// T-61 DEF-22: the only worker is broken and there is no other; what waits is dropped and reported at quit.
BOOST_AUTO_TEST_CASE(a_broken_worker_and_no_other_do_not_block_quit) {
  for (const coordination how : {coordination::by_hand, coordination::on_caller}) {
    stepped_team test({}, how);
    test.room = 1;
    test.team->grow(1);
    test.settle();
    test.workers.at(0)->alive->quit();
    test.submit([] {});
    test.team->quit();
    test.finish();
    BOOST_TEST(test.errors.claim("task_dropped") == 1U);
    BOOST_TEST(test.coordinator->quits == 1);
    static_cast<void>(test.errors.claim("already_quit"));
  }
}

BOOST_AUTO_TEST_SUITE_END()
