// The fixture for the tests of programs that are on their way out of the shim.

#define BOOST_TEST_MODULE expect_deprecation
#include <cadre/shim/testing/expect_deprecation.hpp>

#include <boost/test/unit_test.hpp>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "deprecation/uses.hpp"
#include "fake_member.hpp"

namespace {

using namespace cadre::shim;
using testing::expected_deprecations;

struct quiet_exit {
  quiet_exit() { set_summary_at_exit(false); }
};

}  // namespace

BOOST_TEST_GLOBAL_FIXTURE(quiet_exit);

BOOST_FIXTURE_TEST_CASE(a_case_without_uses_passes, expected_deprecations) {
  BOOST_TEST(complaints().empty());
}

BOOST_FIXTURE_TEST_CASE(what_was_expected_passes, expected_deprecations) {
  expect_deprecation("TPS008");
  call_waiters();
}

// One place in three cases: the first use in the process is no different from the others.
BOOST_AUTO_TEST_CASE(each_use_counts_not_only_the_first_at_a_place) {
  for (int i = 0; i < 3; ++i) {
    expected_deprecations fixture;
    call_waiters();
    BOOST_TEST(fixture.complaints().size() == 1U);
  }
}

BOOST_FIXTURE_TEST_CASE(what_was_not_expected_is_named_with_its_place, expected_deprecations) {
  expect_deprecation("TPS008");
  call_waiters();
  call_queue_get();
  const auto found = complaints();
  BOOST_TEST_REQUIRE(found.size() == 1U);
  BOOST_TEST(found[0].starts_with("a use of a removed member that no test expected: TPS028 q().get() is removed"),
             found[0]);
  BOOST_TEST(found[0].find("called from expect_deprecation_test+0x") != std::string::npos, found[0]);
}

BOOST_FIXTURE_TEST_CASE(what_did_not_come_is_named, expected_deprecations) {
  expect_deprecation("TPS008");
  const auto found = complaints();
  BOOST_TEST_REQUIRE(found.size() == 1U);
  BOOST_TEST(found[0] == "TPS008 was expected to be used, and was not");
}

BOOST_FIXTURE_TEST_CASE(uses_by_other_threads_count, expected_deprecations) {
  expect_deprecation("TPS028");
  std::thread(call_queue_get).join();
}

BOOST_FIXTURE_TEST_CASE(an_id_of_no_member_is_refused, expected_deprecations) {
  BOOST_CHECK_THROW(expect_deprecation("TPS099"), std::invalid_argument);
  BOOST_TEST(complaints().empty());
}

BOOST_AUTO_TEST_CASE(sink_and_policy_are_as_before_afterwards) {
  std::vector<std::string> seen;
  const auto outer = set_deprecation_sink([&](const deprecation_record& record) { seen.emplace_back(record.what.id); });
  set_deprecation_policy("TPS008=always");
  {
    expected_deprecations fixture;
    fixture.expect_deprecation("TPS008");
    call_waiters();
  }
  BOOST_TEST(seen.empty());
  BOOST_TEST(deprecation_policy() == "TPS008=always");
  call_waiters();
  BOOST_TEST(seen.size() == 1U);
  set_deprecation_policy("");
  set_deprecation_sink(outer);
}

// A failure of a fixture is a failure of its case: seen from outside, as Boost.Test reports it.
BOOST_AUTO_TEST_CASE(the_end_of_a_case_fails_it, *boost::unit_test::expected_failures(1)) {
  expected_deprecations fixture;
  call_waiters();
}
