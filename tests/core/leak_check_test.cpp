// leak_check_test.cpp - proves that cadre/testing/leak_check.hpp sees what is left behind, and that a test can claim
// what it expects (D-10, D-11).

#include <boost/test/results_collector.hpp>
#include <boost/test/unit_test.hpp>
#include <cadre/pool.hpp>
#include <cadre/testing/leak_check.hpp>
#include <chrono>
#include <exception>
#include <string>
#include <vector>

#include "gate.hpp"

using cadre::testing::deliberate;
using test_check = cadre::testing::leak_check;
using texts = std::vector<std::string>;

namespace {

/// A check that waits for nobody.
struct hasty : test_check {
  hasty() { patience = std::chrono::milliseconds(0); }
};

void report_one(const test_check& to) {
  cadre::report(to.errors.sink(), std::make_exception_ptr(deliberate("on purpose")));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(leak_check)

// D-10 D-11
BOOST_FIXTURE_TEST_CASE(a_clean_test_passes, test_check) {
  cadre::pool pool({.limits = {0, 4}, .errors = errors.sink(), .factory = threads.factory()});
  pool.submit(tracked([] { throw deliberate("on purpose"); }));
  pool.submit(tracked([] {}));
  pool.wait_idle();
  BOOST_TEST(errors.claim("deliberate on purpose") == 1U);
}

// D-11
BOOST_FIXTURE_TEST_CASE(an_unclaimed_error_is_seen, hasty) {
  report_one(*this);
  report_one(*this);
  BOOST_TEST(errors.claim("another") == 0U);
  const std::string one = "an error that no test claimed: deliberate on purpose";
  BOOST_TEST(leftovers() == (texts{one, one}), boost::test_tools::per_element());
}

// D-10
BOOST_FIXTURE_TEST_CASE(a_task_that_is_not_destroyed_is_seen, hasty) {
  auto kept = tracked([] {});
  BOOST_TEST(tasks() == 1U);
  BOOST_TEST(leftovers() == (texts{"tasks that were not destroyed by the end of the test: 1"}),
             boost::test_tools::per_element());
  expect_tasks(1);
  BOOST_TEST(leftovers().empty());
  kept();
  BOOST_TEST(tasks() == 1U);
  expect_tasks(0);
  { const auto gone = std::move(kept); }
}

// D-10
BOOST_FIXTURE_TEST_CASE(a_live_thread_is_seen, test_check) {
  cadre_test::gate go;
  const auto one = threads.factory()([&go] { static_cast<void>(go.passed()); }, "one");
  patience = std::chrono::milliseconds(0);
  BOOST_TEST(leftovers() == (texts{"threads that live on after the test: 1"}), boost::test_tools::per_element());
  expect_threads(1);
  BOOST_TEST(leftovers().empty());
  go.open();
  one->join();
}

// D-12: each leftover is a failure of its own; the decorator says that they are expected here.
BOOST_AUTO_TEST_CASE(the_end_of_a_case_fails_it, *boost::unit_test::expected_failures(2)) {
  std::vector<cadre::task> outlives;
  {
    hasty check;
    report_one(check);
    outlives.emplace_back(check.tracked([] {}));
  }
  const auto here = boost::unit_test::framework::current_test_case_id();
  BOOST_TEST(boost::unit_test::results_collector.results(here).p_assertions_failed == 2U);
}

BOOST_AUTO_TEST_SUITE_END()
