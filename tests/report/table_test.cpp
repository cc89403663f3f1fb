// The table for people.

#include "table.hpp"

#include <boost/test/unit_test.hpp>

using namespace report;

namespace {

member_uses idle_waiters() {
  member_uses uses;
  uses.id = "TPS008";
  uses.member = "waiters()";
  uses.replacement = "statistics().idle";
  uses.sites = 2;
  uses.calls = 17;
  uses.modules = {"app", "lib.so"};
  return uses;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(table_)

BOOST_AUTO_TEST_CASE(no_findings) {
  BOOST_TEST(table({}) == "no use of a removed member was found\n");
}

BOOST_AUTO_TEST_CASE(columns_are_as_wide_as_needed) {
  member_uses other;
  other.id = "TPS033";
  other.member = "startAWorker() override";
  other.replacement = "hooks";
  other.sites = 1234567;
  other.modules = {"größe"};
  findings found;
  found.members = {idle_waiters(), other};
  BOOST_TEST(table(found) ==
             "id      member                     sites  calls  modules      replacement\n"
             "TPS008  waiters()                      2     17  app, lib.so  statistics().idle\n"
             "TPS033  startAWorker() override  1234567      0  größe        hooks\n");
}

BOOST_AUTO_TEST_CASE(a_huge_name_widens_its_own_row_only) {
  findings found;
  found.members = {idle_waiters(), idle_waiters()};
  found.members[0].modules = {std::string(100'000, 'x')};
  const std::string text = table(found);
  BOOST_TEST(text.size() < 101'000U);
  BOOST_TEST(text.find("app, lib.so" + std::string(48 - 11, ' ') + "  statistics") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(what_is_not_known_is_noted) {
  findings found;
  found.members = {idle_waiters()};
  found.members[0].id = "TPS999";
  found.members[0].known = false;
  found.members[0].modules = {};
  BOOST_TEST(table(found) ==
             "id      member     sites  calls  modules  replacement\n"
             "TPS999  waiters()      2     17  -        statistics().idle\n"
             "note: TPS999 is not known to this version of threadpool-report: a newer library wrote the log\n");
}

BOOST_AUTO_TEST_CASE(what_is_hidden_is_noted) {
  findings found;
  found.hidden_places = 3;
  found.hidden_modules = {"", "libvendor.so"};
  BOOST_TEST(table(found) ==
             "no use of a removed member was found\n"
             "note: hidden by --ignore-module: 3 places in (no file), libvendor.so\n");
  found.hidden_places = 1;
  BOOST_TEST(notes(found).at(0).find("1 place in") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
