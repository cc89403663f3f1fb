// scripted_team_test.cpp - proves what cadre/testing/scripted_team.hpp promises beyond what the team's own tests use.

#include <boost/test/unit_test.hpp>
#include <cadre/testing/scripted_team.hpp>
#include <chrono>
#include <cstddef>
#include <memory>
#include <string>

using cadre::testing::coordination;
using cadre::testing::team_parts;
using cadre::testing::team_watcher;
using test_team = cadre::testing::scripted_team;

namespace {

/// One letter for each thing it hears.
struct journal final : team_watcher {
  void before_push() override { heard += 'p'; }
  void pushed() override { heard += 'P'; }
  void before_source() override { heard += 's'; }
  void before_hand_over(std::size_t) override { heard += 'h'; }
  void handed_over(std::size_t) override { heard += 'H'; }
  void refused(std::size_t) override { heard += 'R'; }
  void worker_quits(std::size_t) override { heard += 'q'; }
  void coordinator_quits() override { heard += 'Q'; }
  std::string heard;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(scripted_team)

// D-03
BOOST_AUTO_TEST_CASE(nothing_happens_until_it_is_stepped) {
  test_team test({0, 1});
  int runs = 0;
  test.team->submit([&runs] { ++runs; });
  BOOST_TEST(test.source_calls == 0U);
  BOOST_TEST(test.step());
  BOOST_TEST(test.present() == 1U);
  test.settle();
  BOOST_TEST(!test.step());
  BOOST_TEST(runs == 0);
  BOOST_TEST(test.work(0));
  BOOST_TEST(runs == 1);
  BOOST_TEST(test.now().busy == 1U);
  test.settle();
  BOOST_TEST(test.now().idle == 1U);
  BOOST_TEST(test.end().empty());
}

// D-03 D-09: the test's clock is one more thing that is stepped.
BOOST_AUTO_TEST_CASE(the_clock_is_stepped_as_well) {
  test_team test({0, 1});
  bool late = false;
  test.clock->call_at(test.clock->now() + std::chrono::hours(1), [&] { test.submit([&late] { late = true; }); });
  test.finish();
  BOOST_TEST(!late);
  test.clock->advance(std::chrono::hours(1));
  test.finish();
  BOOST_TEST(late);
}

BOOST_AUTO_TEST_CASE(a_watcher_hears_everything_in_order) {
  journal heard;
  team_parts parts;
  parts.watcher = &heard;
  test_team test({0, 1}, coordination::by_hand, parts);
  test.submit([] {});
  BOOST_TEST(heard.heard == "pPspPhH");
  BOOST_TEST(test.complete(0));
  BOOST_TEST(heard.heard == "pPspPhHpP");
  BOOST_TEST(test.end().empty());
  BOOST_TEST(heard.heard == "pPspPhHpPpPqQ");
}

// D-05: the fixture says what is wrong at the end, once.
BOOST_AUTO_TEST_CASE(a_team_that_does_not_end_is_told) {
  struct lazy : cadre::team {
    using team::team;
    void quit() override {}
  };
  team_parts parts;
  parts.make_team = [](std::unique_ptr<cadre::exclusive_worker> coordinator, cadre::team::worker_source source,
                       cadre::error_sink errors, cadre::team_limits limits) -> std::unique_ptr<cadre::team> {
    return std::make_unique<lazy>(std::move(coordinator), std::move(source), std::move(errors), limits);
  };
  test_team test({0, 1}, coordination::by_hand, parts);
  const auto wrong = test.end();
  BOOST_REQUIRE(wrong.size() == 1U);
  BOOST_TEST(wrong.front() == "the coordinator was quit 0 times, not once");
  BOOST_TEST(test.end().empty());
}

BOOST_AUTO_TEST_SUITE_END()
