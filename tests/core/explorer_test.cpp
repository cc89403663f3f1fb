// explorer_test.cpp - proves that cadre/testing/explorer.hpp reaches every order of steps, and that it finds what is
// wrong: teams that are broken on purpose are found out, by a shortest schedule, which fails again (D-05).

#include <boost/test/unit_test.hpp>
#include <cadre/memory_worker.hpp>
#include <cadre/testing/explorer.hpp>
#include <deque>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>

#include "model_scenarios.hpp"

namespace calls = cadre::testing::calls;
using cadre::testing::driven_worker;
using cadre::testing::exploration;
using cadre::testing::explore;
using cadre::testing::explore_randomly;
using cadre::testing::replay;
using cadre::testing::scenario;
using cadre_test::held;

namespace {

scenario two_callers(std::size_t max) {
  return {
      .name = "two callers", .limits = {0, max}, .callers = {{calls::submit(), calls::submit()}, {calls::submit()}}};
}

/// Loses its second task, and every later one.
class lossy_worker final : public cadre::exclusive_worker {
 public:
  void submit(cadre::task work) override {
    if (++taken_ == 1) inner_.submit(std::move(work));
  }
  void quit() override { inner_.quit(); }
  [[nodiscard]] bool closed() const noexcept override { return inner_.closed(); }
  [[nodiscard]] cadre::memory_worker::performer perform() const { return inner_.perform(); }

 private:
  int taken_ = 0;
  cadre::memory_worker inner_;
};

/// Runs the newest task first.
class stack_worker final : public cadre::exclusive_worker {
 public:
  void submit(cadre::task work) override {
    if (closed_) throw cadre::already_quit();
    tasks_->push_back(std::move(work));
  }
  void quit() override { closed_ = true; }
  [[nodiscard]] bool closed() const noexcept override { return closed_; }
  [[nodiscard]] cadre::memory_worker::performer perform() const {
    return [tasks = tasks_] {
      if (tasks->empty()) return false;
      cadre::task next = std::move(tasks->back());
      tasks->pop_back();
      next();
      return true;
    };
  }

 private:
  bool closed_ = false;
  std::shared_ptr<std::deque<cadre::task>> tasks_ = std::make_shared<std::deque<cadre::task>>();
};

/// Takes a task and forgets it while another one waits.
class forgetful_team final : public cadre::team {
 public:
  using team::team;
  void submit(cadre::task work) override {
    if (statistics().backlog == 0) team::submit(std::move(work));
  }
};

template <class Worker>
driven_worker driven() {
  auto made = std::make_unique<Worker>();
  auto perform = made->perform();
  return {std::move(made), std::move(perform)};
}

/// Found, by a schedule that fails again and has no shorter one; returns it with what it shows.
cadre::testing::counterexample found_in(const scenario& broken) {
  const exploration seen = explore(broken);
  BOOST_REQUIRE_MESSAGE(seen.failure, broken.name << " is not found out");
  const auto again = replay(broken, seen.failure->schedule);
  BOOST_REQUIRE(again);
  BOOST_TEST(again->what == seen.failure->what);
  BOOST_TEST(again->schedule == seen.failure->schedule);
  return *seen.failure;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(explorer)

// D-03 D-07
BOOST_AUTO_TEST_CASE(every_order_is_tried) {
  // Nothing but calls: of two callers with one call each there are two orders, which are equal but for who is who.
  const scenario calls_only{.name = "calls only", .limits = {0, 0}, .callers = {{calls::grow(1)}, {calls::grow(1)}}};
  const exploration seen = explore(calls_only);
  BOOST_TEST(!seen.failure);
  BOOST_TEST(seen.complete);
  // None, one or both called; each call's step done or not.
  BOOST_TEST(seen.states == 6U);
  BOOST_TEST(seen.longest == 4U);
}

// D-03: what chance finds in many runs is what exploring finds, so none of it is taken for equal that is not.
BOOST_AUTO_TEST_CASE(exploring_reaches_what_chance_reaches) {
  for (const scenario& one :
       {two_callers(1), two_callers(2), held("held", {0, 2}, {{calls::submit()}, {calls::submit_failing()}}),
        scenario{.name = "quit", .limits = {0, 1}, .callers = {{calls::submit(), calls::quit()}, {calls::submit()}}}})
    BOOST_TEST(explore(one).states == explore_randomly(one, 1, 20'000).states, one.name);
}

BOOST_AUTO_TEST_CASE(a_bound_is_reported) {
  const exploration by_states = explore(two_callers(2), {.states = 10});
  BOOST_TEST(!by_states.complete);
  const exploration by_steps = explore(two_callers(2), {.steps = 3});
  BOOST_TEST(!by_steps.complete);
  BOOST_TEST(by_steps.longest == 3U);
}

// D-05
BOOST_AUTO_TEST_CASE(a_worker_that_loses_a_task_is_found) {
  scenario broken = two_callers(1);
  broken.name = "lossy";
  broken.parts.make_worker = driven<lossy_worker>;
  const auto found = found_in(broken);
  BOOST_TEST(found.what == "an accepted task is destroyed unrun");
  // Two calls, their steps and the new worker's; the first task, and the step at its end that hands over the second.
  BOOST_TEST(found.schedule.size() == 7U, found.schedule);
}

// D-05
BOOST_AUTO_TEST_CASE(an_error_that_comes_out_of_a_step_is_found) {
  scenario broken = two_callers(1);
  broken.name = "throwing";
  broken.parts.make_worker = [] {
    driven_worker made = cadre::testing::make_driven_worker();
    made.perform = [perform = made.perform] {
      if (perform()) throw std::runtime_error("on purpose");
      return false;
    };
    return made;
  };
  BOOST_TEST(found_in(broken).what == "an error came out of a step");
}

// D-05 D-08 DEF-19
BOOST_AUTO_TEST_CASE(a_coordinator_that_takes_the_newest_first_is_found) {
  scenario broken = two_callers(1);
  broken.name = "stack";
  broken.callers = {{calls::submit()}, {calls::submit_failing()}};
  broken.parts.make_coordinator = driven<stack_worker>;
  const auto found = found_in(broken);
  BOOST_TEST(found.schedule.size() <= 6U, found.schedule);
}

// D-05: it takes the right order of steps to see this one.
BOOST_AUTO_TEST_CASE(a_team_that_forgets_a_task_is_found) {
  scenario broken = two_callers(1);
  broken.name = "forgetful";
  broken.callers = {{calls::submit(), calls::submit()}, {calls::submit()}};
  broken.parts.make_team = [](std::unique_ptr<cadre::exclusive_worker> coordinator, cadre::team::worker_source source,
                              cadre::error_sink errors, cadre::team_limits limits) -> std::unique_ptr<cadre::team> {
    return std::make_unique<forgetful_team>(std::move(coordinator), std::move(source), std::move(errors), limits);
  };
  const auto found = found_in(broken);
  BOOST_TEST(found.what == "a submit returns, and has forgotten the task");
  // While the first worker is being obtained, its task waits; then the same caller's next one is lost.
  BOOST_TEST(found.schedule == "aka");
}

// D-05: chance finds it as well, and shortens what it found.
BOOST_AUTO_TEST_CASE(chance_finds_a_broken_team) {
  scenario broken = two_callers(1);
  broken.parts.make_worker = driven<lossy_worker>;
  const exploration seen = explore_randomly(broken, 7, 1'000);
  BOOST_REQUIRE(seen.failure);
  BOOST_TEST(seen.failure->schedule.size() == 7U, seen.failure->schedule);
  BOOST_TEST(replay(broken, seen.failure->schedule).has_value());
}

// D-03
BOOST_AUTO_TEST_CASE(the_same_seed_gives_the_same_runs) {
  const scenario one = two_callers(2);
  BOOST_TEST(explore_randomly(one, 3, 20).states == explore_randomly(one, 3, 20).states);
}

// D-06
BOOST_AUTO_TEST_CASE(a_schedule_that_does_not_fit_is_refused) {
  BOOST_TEST(!replay(two_callers(1), "abkk"));
  BOOST_CHECK_THROW(static_cast<void>(replay(two_callers(1), "bb")), std::invalid_argument);
  BOOST_CHECK_THROW(static_cast<void>(replay(two_callers(1), "?")), std::invalid_argument);
  const scenario crowd{.limits = {0, 1}, .callers = std::vector<cadre::testing::script>(9)};
  BOOST_CHECK_THROW(static_cast<void>(explore(crowd)), std::invalid_argument);
}

BOOST_AUTO_TEST_SUITE_END()
