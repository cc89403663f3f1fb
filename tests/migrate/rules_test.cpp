// The registry, the rules and the pages of the guide are one: a row without a rule, a rule for an unknown ID, and a
// page that says another thing than its rule, are found here.

#include "rules.hpp"

#include <array>
#include <boost/test/unit_test.hpp>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "cadre/shim/registry.hpp"

namespace {

using cadre::shim::deprecation;
using cadre::shim::deprecation_kind;
using cadre::shim::deprecations;
using migrate::remedy;
using migrate::rule;
using migrate::subject;

std::vector<const rule*> rules_of(std::string_view id) {
  std::vector<const rule*> result;
  for (const rule& each : migrate::rules())
    if (each.id == id) result.push_back(&each);
  return result;
}

/// The most that is done for an ID: pages tell people that.
remedy best(std::string_view id) {
  remedy result = remedy::by_hand;
  for (const rule* each : rules_of(id)) result = std::min(result, each->fix);
  return result;
}

std::string page(std::string_view id) {
  std::ifstream file(std::filesystem::path(GUIDE) / std::string(id).append(".md"));
  BOOST_REQUIRE_MESSAGE(file, id << " has no page");
  return std::string(std::istreambuf_iterator<char>(file), {});
}

std::string line_that_begins(const std::string& text, const std::string& beginning) {
  std::istringstream lines(text);
  std::string line;
  while (std::getline(lines, line))
    if (line.starts_with(beginning)) return line;
  return "";
}

/// All words of C++ in it.
std::set<std::string> words_in(std::string_view text) {
  std::set<std::string> words = {""};
  std::string word;
  for (const char c : std::string(text) + ' ') {
    if (std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_') {
      word += c;
      continue;
    }
    words.insert(word);
    word.clear();
  }
  return words;
}

BOOST_AUTO_TEST_SUITE(rules)

BOOST_AUTO_TEST_CASE(each_row_of_the_registry_has_a_rule) {
  for (const deprecation& row : deprecations) BOOST_TEST(!rules_of(row.id).empty(), row.id);
}

BOOST_AUTO_TEST_CASE(a_new_row_has_a_rule_by_hand) {
  using cadre::shim::deprecation_kind;
  const std::array<cadre::shim::deprecation, 3> rows = {
      {{"TPS001", "min()", deprecation_kind::answered, "2.0", "3.0", "", ""},
       {"TPS998", "fresh()", deprecation_kind::dead, "2.1", "3.0", "", ""},
       {"TPS999", "hook()", deprecation_kind::overridden, "2.1", "3.0", "", ""}}};
  const auto all = migrate::completed(migrate::rules(), rows);
  BOOST_REQUIRE(all.size() == migrate::rules().size() + 2);
  const migrate::rule& fresh = all[all.size() - 2];
  BOOST_TEST((fresh.id == "TPS998" && fresh.owner == "ThreadPool" && fresh.name == "fresh"));
  BOOST_TEST((fresh.what == migrate::subject::call && fresh.fix == migrate::remedy::by_hand));
  BOOST_TEST(!fresh.reason.empty());
  BOOST_TEST((all.back().name == "hook" && all.back().what == migrate::subject::overriding));
}

BOOST_AUTO_TEST_CASE(each_rule_is_for_a_row) {
  for (const rule& each : migrate::rules()) BOOST_TEST((cadre::shim::find_deprecation(each.id) != nullptr), each.id);
}

BOOST_AUTO_TEST_CASE(a_rule_is_for_the_member_of_its_row) {
  for (const rule& each : migrate::rules()) {
    const deprecation& row = *cadre::shim::find_deprecation(each.id);
    if (each.what == subject::overriding || (each.what == subject::call && each.owner == "ThreadPool"))
      BOOST_TEST(words_in(row.member).contains(std::string(each.name)), each.id << ' ' << each.name);
    if (row.kind == deprecation_kind::overridden) BOOST_TEST((each.what == subject::overriding), each.id);
  }
}

BOOST_AUTO_TEST_CASE(no_name_stands_for_two_members) {
  std::set<std::string> seen;
  for (const rule& each : migrate::rules()) {
    const auto key = std::to_string(static_cast<int>(each.what)) + std::string(each.owner) +
                     "::" + std::string(each.name) + '(' + std::string(each.parameter);
    BOOST_TEST(seen.insert(key).second, key);
  }
}

BOOST_AUTO_TEST_CASE(a_page_says_what_the_rule_does) {
  const std::map<remedy, std::string> front = {
      {remedy::in_place, "fix: in-place"}, {remedy::review, "fix: in-place"}, {remedy::by_hand, "fix: by-hand"}};
  const std::map<remedy, std::string> body = {{remedy::in_place, "**In place.**"},
                                              {remedy::review, "**In place, to be reviewed.**"},
                                              {remedy::by_hand, "**By hand.**"}};
  for (const deprecation& row : deprecations) {
    const std::string text = page(row.id);
    BOOST_TEST(line_that_begins(text, "fix: ") == front.at(best(row.id)), row.id);
    BOOST_TEST(!line_that_begins(text, body.at(best(row.id))).empty(), row.id);
  }
}

BOOST_AUTO_TEST_CASE(what_a_rule_writes_is_on_its_page) {
  for (const rule& each : migrate::rules()) {
    const std::string written = std::string(each.before) + "pool" + std::string(each.after);
    if (!each.after.empty()) BOOST_TEST(page(each.id).find(written) != std::string::npos, each.id << ' ' << written);
  }
}

BOOST_AUTO_TEST_CASE(what_is_not_in_place_has_a_reason) {
  for (const rule& each : migrate::rules()) BOOST_TEST(each.reason.empty() == (each.fix == remedy::in_place), each.id);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
