// What the rules of a policy make of a use.

#define BOOST_TEST_MODULE policy
#include "deprecation/policy.hpp"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <ostream>
#include <string>
#include <vector>

namespace cadre::shim {

static std::ostream& operator<<(std::ostream& out, deprecation_action action) {
  return out << static_cast<int>(action);
}

}  // namespace cadre::shim

namespace {

using namespace cadre::shim;
using enum deprecation_action;

const deprecation& row(std::string_view id) {
  return *std::ranges::find(deprecations, id, &deprecation::id);
}

/// What the rules, all of them understood, say of a use of `id` in `module`.
deprecation_action action(std::string_view rules, std::string_view id, const std::string& module = "app") {
  policy made;
  const auto problems = made.add(rules);
  BOOST_TEST(problems.empty(), (problems.empty() ? "" : problems.front()));
  return made.action_for(row(id), module);
}

std::string problem(std::string_view rules) {
  policy made;
  const auto problems = made.add(rules);
  BOOST_TEST_REQUIRE(problems.size() == 1U);
  BOOST_TEST(made.action_for(row("TPS008"), "app") == each_place);
  return problems.front();
}

}  // namespace

BOOST_AUTO_TEST_CASE(without_rules_each_place_is_reported) {
  BOOST_TEST(action("", "TPS008") == each_place);
  BOOST_TEST(action(" ;; ; ", "TPS008") == each_place);
}

BOOST_AUTO_TEST_CASE(each_action_has_its_word) {
  BOOST_TEST(action("ignore", "TPS008") == ignore);
  BOOST_TEST(action("once", "TPS008") == once);
  BOOST_TEST(action("ignore; default", "TPS008") == each_place);
  BOOST_TEST(action("always", "TPS008") == always);
  BOOST_TEST(action("trace", "TPS008") == trace);
  BOOST_TEST(action("error", "TPS008") == raise);
  BOOST_TEST(action("abort", "TPS008") == end_process);
}

BOOST_AUTO_TEST_CASE(the_last_rule_that_matches_decides) {
  BOOST_TEST(action("once; always", "TPS008") == always);
  BOOST_TEST(action("always; TPS008=once", "TPS008") == once);
  BOOST_TEST(action("TPS008=once; always", "TPS008") == always);
  BOOST_TEST(action("always; TPS009=once", "TPS008") == always);
}

BOOST_AUTO_TEST_CASE(members_are_chosen_by_patterns) {
  const char* const rules = "TPS01*=ignore; TPS00[89]=error; TPS03?=once";
  BOOST_TEST(action(rules, "TPS010") == ignore);
  BOOST_TEST(action(rules, "TPS019") == ignore);
  BOOST_TEST(action(rules, "TPS008") == raise);
  BOOST_TEST(action(rules, "TPS007") == each_place);
  BOOST_TEST(action(rules, "TPS037") == once);
  BOOST_TEST(action("*=always", "TPS001") == always);
}

BOOST_AUTO_TEST_CASE(members_are_chosen_by_the_version_that_removed_them) {
  for (const deprecation& each : deprecations) BOOST_TEST_REQUIRE(each.since == "2.0");
  BOOST_TEST(action("since<=2.0=abort", "TPS008") == end_process);
  BOOST_TEST(action("since >= 2.0 = once", "TPS008") == once);
  BOOST_TEST(action("since<2.0=abort", "TPS008") == each_place);
  BOOST_TEST(action("since>2.0=abort", "TPS008") == each_place);
  BOOST_TEST(action("since>1.9=abort", "TPS008") == end_process);
  BOOST_TEST(action("since<=1.10=abort", "TPS008") == each_place);
}

BOOST_AUTO_TEST_CASE(files_are_chosen_by_patterns) {
  BOOST_TEST(action("ignore@libvendor.so", "TPS008", "libvendor.so") == ignore);
  BOOST_TEST(action("ignore@libvendor.so", "TPS008", "app") == each_place);
  BOOST_TEST(action("TPS01*=ignore@libvendor.so*", "TPS010", "libvendor.so.3") == ignore);
  BOOST_TEST(action("TPS01*=ignore@libvendor.so*", "TPS008", "libvendor.so.3") == each_place);
  BOOST_TEST(action("since<=2.0=error @ lib*", "TPS008", "libown.so") == raise);
  BOOST_TEST(action("ignore@a=b.so", "TPS008", "a=b.so") == ignore);
}

// The example of the manual.
BOOST_AUTO_TEST_CASE(rules_stand_together) {
  const char* const rules = "once; TPS01*=ignore@libvendor.so; TPS012=error; since<=1.9=abort";
  BOOST_TEST(action(rules, "TPS008") == once);
  BOOST_TEST(action(rules, "TPS010", "libvendor.so") == ignore);
  BOOST_TEST(action(rules, "TPS010", "app") == once);
  BOOST_TEST(action(rules, "TPS012", "libvendor.so") == raise);
}

BOOST_AUTO_TEST_CASE(what_cannot_be_understood_is_quoted_with_the_remedy) {
  BOOST_TEST(problem("TPS008=eror") ==
             "the rule \"TPS008=eror\" is passed over: there is no action \"eror\"; there are ignore, once, default, "
             "always, trace, error, abort");
  BOOST_TEST(problem("TPS099=ignore") ==
             "the rule \"TPS099=ignore\" is passed over: \"TPS099\" is the ID of no removed member; they are TPS001 to "
             "TPS037");
  BOOST_TEST(problem("=ignore").find("\"\" is the ID of no removed member") != std::string::npos);
  BOOST_TEST(problem("since<=2.0").find("is given no action") != std::string::npos);
  BOOST_TEST(problem("since<=two=error").find("\"two\" is no version; one is written as 2.0") != std::string::npos);
  BOOST_TEST(problem("since<=2=error").find("\"2\" is no version") != std::string::npos);
  BOOST_TEST(problem("since<=2.0x=error").find("\"2.0x\" is no version") != std::string::npos);
  BOOST_TEST(problem("since<>2.0=error").find("\"<>\" compares nothing") != std::string::npos);
  BOOST_TEST(problem("since=error").find("is no version") != std::string::npos);
  BOOST_TEST(problem("ignore@").find("no file name behind the @") != std::string::npos);
  BOOST_TEST(problem("ignore@ ").find("no file name behind the @") != std::string::npos);
}

// Or every rule for a version to come would hold for whatever that version removes.
BOOST_AUTO_TEST_CASE(a_version_to_come_is_passed_over) {
  BOOST_TEST(
      problem("since<=3.0=error") ==
      "the rule \"since<=3.0=error\" is passed over: this library knows of nothing removed since 3.0; the newest "
      "is 2.0");
}

BOOST_AUTO_TEST_CASE(the_rules_beside_one_that_is_passed_over_hold) {
  policy made;
  const auto problems = made.add("TPS008=once; nonsense; TPS009=always; TPS0O1=ignore");
  BOOST_TEST(problems.size() == 2U);
  BOOST_TEST(made.action_for(row("TPS008"), "") == once);
  BOOST_TEST(made.action_for(row("TPS009"), "") == always);
}

BOOST_AUTO_TEST_CASE(rules_that_are_added_later_decide) {
  policy made;
  made.add("TPS008=once");
  made.add("TPS008=always");
  BOOST_TEST(made.action_for(row("TPS008"), "") == always);
}
