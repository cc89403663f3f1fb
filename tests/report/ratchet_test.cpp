// What is new, and what is stale.

#include "ratchet.hpp"

#include <boost/test/unit_test.hpp>

#include "lines.hpp"
#include "log_line.hpp"

using namespace report;

namespace {

findings found_in(const std::vector<std::string>& lines) {
  tally all;
  for (const std::string& line : lines) all.add(entry_of(line));
  all.end_of_log();
  return all.result();
}

std::string no_function(const place& /*where*/) {
  return {};
}

std::vector<baseline_entry> keys(const findings& found, const function_finder& find = no_function) {
  std::vector<baseline_entry> all;
  for (const auto& [entry, member] : entries_of(found, find)) all.push_back(entry);
  return all;
}

bool is(const std::vector<baseline_entry>& one, const std::vector<baseline_entry>& other) {
  return one == other;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(ratchet)

BOOST_AUTO_TEST_CASE(entries_are_told_apart_by_id_module_and_function) {
  const auto found =
      found_in({json_line({.function = "f"}), json_line({.offset = "0x1", .function = "f"}),
                json_line({.offset = "0x2", .function = "g"}), json_line({.module = "lib", .function = "f"}),
                json_line({.id = "TPS009", .function = "f"}), record_line("app", "0x77")});
  BOOST_TEST(is(keys(found), {{"TPS008", "app", ""},
                              {"TPS008", "app", "f"},
                              {"TPS008", "app", "g"},
                              {"TPS008", "lib", "f"},
                              {"TPS009", "app", "f"}}));
}

BOOST_AUTO_TEST_CASE(a_function_that_the_log_does_not_tell_is_looked_for) {
  const auto find = [](const place& where) { return where.path + "@" + where.build_id; };
  BOOST_TEST(is(keys(found_in({json_line()}), find), {{"TPS008", "app", "/opt/bin/app@9f3c"}}));
  BOOST_TEST(is(keys(found_in({json_line({.function = "f"})}), find), {{"TPS008", "app", "f"}}));
}

BOOST_AUTO_TEST_CASE(for_an_override_the_class_is_the_function) {
  BOOST_TEST(is(keys(found_in({json_line({.offset = "0x0", .class_name = "P"})}), [](const place&) { return "wrong"; }),
                {{"TPS008", "app", "P"}}));
}

BOOST_AUTO_TEST_CASE(copies_of_a_function_that_the_compiler_made_are_the_function) {
  for (const char* const copy : {"_Z1fv", "_Z1fv.cold", "_Z1fv.constprop.0", "_Z1fv.llvm.123"})
    BOOST_TEST(is(keys(found_in({json_line({.function = copy})})), {{"TPS008", "app", "_Z1fv"}}), copy);
  // C functions have no mangled names; a name that starts with a dot is no copy of anything.
  for (const char* const copy : {"main", "main.cold", "main.part.0", "main.isra.0.cold"})
    BOOST_TEST(is(keys(found_in({json_line({.function = copy})})), {{"TPS008", "app", "main"}}), copy);
  BOOST_TEST(is(keys(found_in({json_line({.function = ".start"})})), {{"TPS008", "app", ".start"}}));
  BOOST_TEST(
      is(keys(found_in({json_line()}), [](const place&) { return "_Z1gv.part.0"; }), {{"TPS008", "app", "_Z1gv"}}));
}

BOOST_AUTO_TEST_CASE(a_member_of_a_table_alone_is_an_entry_without_module) {
  BOOST_TEST(is(keys(found_in({"threadpool: TPS008  waiters()  3  1"})), {{"TPS008", "", ""}}));
}

BOOST_AUTO_TEST_CASE(both_directions_are_compared) {
  const auto found = found_in({json_line({.function = "f"}), json_line({.offset = "0x2", .function = "g"})});
  const auto seen = entries_of(found, no_function);
  baseline accepted;
  accepted.entries = {{"TPS008", "app", "f"}, {"TPS009", "app", "h"}};
  const difference changes = compare(seen, accepted);
  BOOST_TEST(is(changes.added, {{"TPS008", "app", "g"}}));
  BOOST_TEST(is(changes.stale, {{"TPS009", "app", "h"}}));
  BOOST_TEST(compare(seen, updated(accepted, seen, {})).added.empty());
  BOOST_TEST(compare(seen, updated(accepted, seen, {})).stale.empty());
}

BOOST_AUTO_TEST_CASE(the_history_goes_on) {
  baseline accepted;
  accepted.history = {{"2026-01-01", "first", 1}};
  BOOST_TEST(updated(accepted, {}, {}).history.size() == 1U);
  const auto later = updated(accepted, {}, growth{"2026-02-02", "second", 2});
  BOOST_TEST_REQUIRE(later.history.size() == 2U);
  BOOST_TEST(later.history[1].reason == "second");
}

BOOST_AUTO_TEST_CASE(each_entry_has_its_remedy) {
  const auto found = found_in({json_line({.function = "_ZN3app4drawEv"}), json_line({.id = "TPS028", .function = "f"}),
                               json_line({.id = "TPS999", .member = "spin()", .replacement = "x", .function = "f"})});
  const auto seen = entries_of(found, no_function);
  baseline accepted;
  accepted.entries = {{"TPS033", "", "P"}, {"TPS998", "app", ""}};
  BOOST_TEST(
      remedies(compare(seen, accepted), seen, "/g") ==
      "new: TPS008 waiters() in app, app::draw(): use cadre::shim::pool_of(pool).statistics().idle — see /g#tps008; "
      "to accept it for now: --update --allow-growth=REASON\n"
      "new: TPS028 q().get() in app, f: drop it: jobs are the pool's to take — see /g#tps028; to accept it for now: "
      "--update --allow-growth=REASON\n"
      "new: TPS999 spin() in app, f: use x; to accept it for now: --update --allow-growth=REASON\n"
      "stale: TPS033 startAWorker() override in an unknown file, P: the baseline has it and the logs do not; to take "
      "it out: --update\n"
      "stale: TPS998 in app: the baseline has it and the logs do not; to take it out: --update\n");
}

BOOST_AUTO_TEST_SUITE_END()
