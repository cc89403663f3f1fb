// team_model_test.cpp - a real team in every order of steps of many small scenarios, each call, step and end of a task
// held wherever it gives a step, asks for a worker or hands over a task (D-03, D-07). After every step the ledger, the
// limits, the order of starts and what may wait are checked, at the end what became of each task, of the workers and
// of the coordinator; see cadre/testing/team_onlooker.hpp.

#include <boost/test/unit_test.hpp>
#include <cadre/testing/explorer.hpp>
#include <cstddef>
#include <iostream>
#include <vector>

#include "model_scenarios.hpp"

using cadre::testing::exploration;
using cadre::testing::scenario;
namespace scenarios = cadre_test::scenarios;

namespace {

void explore_all(const std::vector<scenario>& group) {
  std::size_t states = 0;
  std::size_t runs = 0;
  for (const scenario& one : group) {
    const exploration seen = cadre::testing::explore(one);
    BOOST_TEST(!seen.failure, seen.text(one));
    BOOST_TEST(seen.complete, one.name);
    std::cout << seen.text(one) << '\n';
    states += seen.states;
    runs += seen.runs;
  }
  std::cout << "together: " << states << " states, " << runs << " runs\n";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(team_model)

// T-04 T-05 T-06 T-07 T-08 DEF-19: tasks start in order, and none waits while there is room.
BOOST_AUTO_TEST_CASE(submitting) {
  explore_all(scenarios::submitting());
}

// T-20 T-22 T-24 DEF-13 DEF-15 DEF-16 DEF-17 DEF-18
BOOST_AUTO_TEST_CASE(sizing) {
  explore_all(scenarios::sizing());
}

// T-40 T-41 T-42 T-43 T-45 T-46 T-47 T-48 DEF-20
BOOST_AUTO_TEST_CASE(quitting) {
  explore_all(scenarios::quitting());
}

// T-09 T-61 DEF-01 DEF-22
BOOST_AUTO_TEST_CASE(failing) {
  explore_all(scenarios::failing());
}

// W-05: calls from tasks, and from destructors of tasks.
BOOST_AUTO_TEST_CASE(from_tasks) {
  explore_all(scenarios::from_tasks());
}

BOOST_AUTO_TEST_CASE(large) {
  explore_all(scenarios::large());
}

// D-14: stress beside the proof, and not in its place.
BOOST_AUTO_TEST_CASE(random) {
  for (const scenario& one : scenarios::random()) {
    const exploration seen = cadre::testing::explore_randomly(one, 1, 3'000);
    BOOST_TEST(!seen.failure, seen.text(one));
    std::cout << seen.text(one) << '\n';
  }
}

BOOST_AUTO_TEST_SUITE_END()
