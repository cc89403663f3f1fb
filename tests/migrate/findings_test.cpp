#include "findings.hpp"

#include <boost/test/unit_test.hpp>

namespace {

using migrate::change;
using migrate::remedy;
using migrate::unit_findings;
using migrate::use;

const std::string text = "#include \"threadpool/ThreadPool.h\"\n0123456789\n";

use at(std::size_t offset, remedy fix, change what, std::string_view id = "TPS014") {
  use result;
  result.where = {"/p/a.hpp", 2, 1, offset};
  result.id = id;
  result.fix = fix;
  result.what = std::move(what);
  return result;
}

change replace(std::size_t begin, std::size_t end, const char* by) {
  return {{{begin, end, by}}, {}};
}

migrate::findings settled(const std::vector<std::vector<use>>& units, const std::string& root = "/p") {
  migrate::collection all;
  for (const auto& uses : units) all.add({uses, {{"/p/a.hpp", text}}});
  return std::move(all).settled(root);
}

BOOST_AUTO_TEST_SUITE(findings)

BOOST_AUTO_TEST_CASE(what_two_sources_see_is_one_use) {
  const auto found =
      settled({{at(40, remedy::in_place, replace(40, 41, "x"))}, {at(40, remedy::in_place, replace(40, 41, "x"))}});
  BOOST_TEST(found.uses.size() == 1);
  const auto plans = migrate::plans(found, remedy::in_place);
  BOOST_REQUIRE(plans.size() == 1);
  BOOST_TEST(plans[0].after() == "#include \"threadpool/ThreadPool.h\"\n01234x6789\n");
}

BOOST_AUTO_TEST_CASE(the_more_careful_opinion_counts) {
  for (const remedy other : {remedy::review, remedy::by_hand}) {
    const auto one = at(40, remedy::in_place, replace(40, 41, "x"));
    auto two = at(40, other, other == remedy::by_hand ? change{} : replace(40, 41, "x"));
    BOOST_TEST((settled({{one}, {two}}).uses[0].fix == other));
    BOOST_TEST((settled({{two}, {one}}).uses[0].fix == other));
  }
}

BOOST_AUTO_TEST_CASE(a_use_that_is_read_in_two_ways_is_by_hand) {
  const auto found =
      settled({{at(40, remedy::in_place, replace(40, 41, "x"))}, {at(40, remedy::in_place, replace(40, 41, "y"))}});
  BOOST_REQUIRE(found.uses.size() == 1);
  BOOST_TEST((found.uses[0].fix == remedy::by_hand));
  BOOST_TEST(migrate::plans(found, remedy::in_place).empty());
}

BOOST_AUTO_TEST_CASE(of_two_changes_that_touch_the_same_text_one_is_made) {
  const auto found = settled(
      {{at(40, remedy::review, replace(40, 43, "x"), "TPS001"), at(42, remedy::in_place, replace(42, 45, "y"))}});
  BOOST_REQUIRE(found.uses.size() == 2);
  BOOST_TEST((found.uses[0].fix == remedy::by_hand));
  BOOST_TEST((found.uses[1].fix == remedy::in_place));
}

BOOST_AUTO_TEST_CASE(a_change_that_two_uses_share_is_made_once) {
  const auto found = settled({{at(40, remedy::review, replace(40, 43, "x"), "TPS024"),
                               at(42, remedy::review, replace(40, 43, "x"), "TPS025")}});
  const auto plans = migrate::plans(found, remedy::review);
  BOOST_REQUIRE(plans.size() == 1);
  BOOST_TEST(plans[0].uses == 2);
  BOOST_TEST(plans[0].edits.size() == 1);
}

BOOST_AUTO_TEST_CASE(nothing_is_changed_outside_of_the_root) {
  const auto one = at(40, remedy::in_place, replace(40, 41, "x"));
  BOOST_TEST((settled({{one}}, "/other").uses[0].fix == remedy::by_hand));
  BOOST_TEST((settled({{one}}, "/p/b").uses[0].fix == remedy::by_hand));
  BOOST_TEST((settled({{one}}, "/").uses[0].fix == remedy::in_place));
}

BOOST_AUTO_TEST_CASE(an_include_is_added_once_and_only_where_it_is_missing) {
  change first = replace(40, 41, "x"), second = replace(43, 44, "y");
  first.includes = second.includes = {"\"cadre/shim/pool_of.hpp\""};
  auto found = settled({{at(40, remedy::in_place, first), at(43, remedy::in_place, second)}});
  BOOST_TEST(migrate::plans(found, remedy::in_place)[0].after() ==
             "#include \"cadre/shim/pool_of.hpp\"\n#include \"threadpool/ThreadPool.h\"\n01234x67y9\n");
  first.includes = {"\"threadpool/ThreadPool.h\""};
  found = settled({{at(40, remedy::in_place, first)}});
  BOOST_TEST(migrate::plans(found, remedy::in_place)[0].edits.size() == 1);
}

BOOST_AUTO_TEST_CASE(threads_are_counted_unseen_where_no_factory_makes_them) {
  const auto fix_beside = [](std::string_view id, migrate::use_kind kind) {
    const auto count = at(34, remedy::in_place, replace(34, 35, "x"), "TPS006");
    auto other = at(40, remedy::by_hand, {}, id);
    other.kind = kind;
    return settled({{count}, {other}}).uses[0].fix;
  };
  BOOST_TEST((fix_beside("TPS013", migrate::use_kind::call) == remedy::review));
  BOOST_TEST((fix_beside("TPS013", migrate::use_kind::address) == remedy::review));
  BOOST_TEST((fix_beside("TPS012", migrate::use_kind::overriding) == remedy::review));
  BOOST_TEST((fix_beside("TPS012", migrate::use_kind::call) == remedy::in_place));
  BOOST_TEST((fix_beside("TPS026", migrate::use_kind::call) == remedy::in_place));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
