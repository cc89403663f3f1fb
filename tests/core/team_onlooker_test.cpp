// team_onlooker_test.cpp - proves that cadre/testing/team_onlooker.hpp notices each thing that a team must not do
// (D-05).

#include <boost/test/unit_test.hpp>
#include <cadre/testing/team_onlooker.hpp>
#include <cstddef>
#include <string>

using cadre::team_statistics;
using cadre::testing::pending_step;
using kind = cadre::testing::pending_step::kind;

namespace {

/// An onlooker of a team with one worker at most, that was told of two submitted tasks.
struct onlooker_of_two : cadre::testing::team_onlooker {
  onlooker_of_two() : team_onlooker({}), first(new_task(1)), second(new_task(2)) {
    now.limits = {0, 1};
    for (const std::size_t which : {first, second}) pushed({kind::submit, 1, which});
    for (int i = 0; i < 2; ++i) {
      static_cast<void>(begin_step(now));
      end_step();
      ++now.accepted;
      ++now.backlog;
    }
  }
  void obtain() {
    asks(now);
    pushed({kind::joined, 0, new_worker()});
  }
  void finish_step() {
    static_cast<void>(begin_step(now));
    end_step();
  }
  [[nodiscard]] std::string text() const { return wrong.value_or("nothing"); }

  std::size_t first;
  std::size_t second;
  team_statistics now;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(team_onlooker)

BOOST_FIXTURE_TEST_CASE(what_is_right_is_not_noticed, onlooker_of_two) {
  obtain();
  finish_step();
  handed_over(0, now);
  --now.backlog;
  ++now.busy;
  check(now);
  BOOST_TEST(works(0));
  begin_work(0);
  starts(first, 0);
  ends(first, false);
  destroyed(first);
  check(now);
  BOOST_TEST(text() == "nothing");
}

BOOST_FIXTURE_TEST_CASE(a_ledger_that_does_not_add_up, onlooker_of_two) {
  now.backlog = 1;
  check(now);
  BOOST_TEST(text() == "accepted is not ran + failed + dropped + busy + backlog");
}

// DEF-19
BOOST_FIXTURE_TEST_CASE(a_task_out_of_turn, onlooker_of_two) {
  obtain();
  finish_step();
  handed_over(0, now);
  begin_work(0);
  starts(second, 0);
  BOOST_TEST(text() == "tasks do not start in the order in which the coordinator saw them");
}

BOOST_FIXTURE_TEST_CASE(one_worker_too_many, onlooker_of_two) {
  obtain();
  obtain();
  BOOST_TEST(text() == "a worker is obtained above the maximum");
}

// DEF-16
BOOST_FIXTURE_TEST_CASE(a_surplus_worker_that_works_on, onlooker_of_two) {
  obtain();
  now.limits = {0, 0};
  handed_over(0, now);
  BOOST_TEST(text() == "a worker above the maximum takes a task instead of leaving");
}

BOOST_FIXTURE_TEST_CASE(a_task_that_waits_beside_an_idle_worker, onlooker_of_two) {
  now.idle = 1;
  check(now);
  BOOST_TEST(text() == "a task waits while a worker idles");
}

BOOST_FIXTURE_TEST_CASE(a_task_that_nobody_serves, onlooker_of_two) {
  check(now);
  BOOST_TEST(text() == "a task that may run is left alone");
}

BOOST_FIXTURE_TEST_CASE(a_task_that_is_destroyed_unrun, onlooker_of_two) {
  destroyed(second);
  BOOST_TEST(text() == "an accepted task is destroyed unrun");
}

// T-45
BOOST_FIXTURE_TEST_CASE(a_coordinator_that_quits_too_early, onlooker_of_two) {
  pushed({kind::quit, 0, 0});
  finish_step();
  coordinator_quits();
  BOOST_TEST(text() == "the coordinator is quit before everything has ended");
}

// T-45
BOOST_AUTO_TEST_CASE(a_coordinator_that_quits_twice_or_never) {
  cadre::testing::team_onlooker twice({});
  twice.pushed({kind::quit, 0, 0});
  static_cast<void>(twice.begin_step({}));
  twice.coordinator_quits();
  BOOST_TEST(!twice.wrong);
  twice.coordinator_quits();
  BOOST_TEST(twice.wrong.value_or("") == "the coordinator is quit twice");
  cadre::testing::team_onlooker never({});
  never.check_end({}, 0, 0);
  BOOST_TEST(never.wrong.value_or("") == "the team does not end");
}

BOOST_AUTO_TEST_SUITE_END()
