// gates_test.cpp - proves that gates are read and judged as gates.txt says.

#include "gates.hpp"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <fstream>
#include <set>
#include <sstream>
#include <stdexcept>

namespace {

using namespace benchmarks;

const contestant reference_pool{.name = "boost::asio", .in_order = true, .measures = {}};
const contestant quick_peer{.name = "quick", .in_order = true, .measures = {}};
const contestant disorderly{.name = "disorderly", .measures = {}};
const contestant subject{.name = "cadre::pool", .in_order = true, .ours = true, .measures = {}};

std::vector<gate> gates_in(const std::string& text) {
  std::istringstream in(text);
  return parsed_gates(in);
}

gate gate_in(const std::string& text) {
  return gates_in(text).at(0);
}

/// Two rounds of a row with two figures.
std::vector<row_result> results() {
  const row what{.workload = "W1",
                 .variant = "",
                 .kind = workload::throughput,
                 .at = {.threads = 2},
                 .figures = {{"", "ns"}, {"allocations", "a task", false}},
                 .most_tasks = 0};
  const auto samples = [](const contestant& pool, double first, double second) {
    return measured{&pool, 1, {{first, second}, {1, 3}}};
  };
  return {{what,
           {samples(reference_pool, 100, 200), samples(quick_peer, 50, 100), samples(disorderly, 1, 2),
            samples(subject, 25, 75)}}};
}

double value_of(const std::string& text) {
  return gated_value(gate_in(text), results());
}

}  // namespace

BOOST_AUTO_TEST_SUITE(gates)

BOOST_AUTO_TEST_CASE(a_line_has_seven_fields) {
  const gate one = gate_in("W1 T2 | p50 | cadre::pool | ratio | boost::asio | .15 | .10");
  BOOST_TEST(one.row == "W1 T2");
  BOOST_TEST(one.figure == "p50");
  BOOST_TEST(one.pool == "cadre::pool");
  BOOST_TEST((one.how == comparison::ratio));
  BOOST_TEST(one.base == "boost::asio");
  BOOST_TEST(one.limit == 0.15);
  BOOST_TEST(one.stretch == 0.10);
}

BOOST_AUTO_TEST_CASE(comments_and_empty_lines_are_none) {
  BOOST_TEST(gates_in("# a | b\n\n   \nW1||p|at most||1|-\n").size() == 1);
}

BOOST_AUTO_TEST_CASE(a_mistake_is_named_with_its_line) {
  for (const char* text : {"\nW1|too few", "\nW1||p|at most||1x|1", "\nW1||p|at most|base|1|1", "\nW1||p|ratio||1|1",
                           "\nW1||p|below||1|1", "\nW1||p|at most||x|1"})
    BOOST_CHECK_EXCEPTION(static_cast<void>(gates_in(text)), std::invalid_argument,
                          [](const auto& error) { return std::string(error.what()).starts_with("gates, line 2: "); });
}

BOOST_AUTO_TEST_CASE(values_are_compared_within_rounds) {
  BOOST_TEST(value_of("W1 T2||cadre::pool|ratio|boost::asio|1|1") == (0.25 + 0.375) / 2);
  BOOST_TEST(value_of("W1 T2||cadre::pool|difference|boost::asio|1|1") == -100);
  BOOST_TEST(value_of("W1 T2||cadre::pool|at most||1|1") == 50);
  BOOST_TEST(value_of("W1 T2|allocations|cadre::pool|at most||1|1") == 2);
}

BOOST_AUTO_TEST_CASE(the_best_peer_in_order_is_no_other_and_none_of_ours) {
  BOOST_TEST(value_of("W1 T2||cadre::pool|ratio|best peer in order|1|1") == (0.5 + 0.75) / 2);
}

BOOST_AUTO_TEST_CASE(what_was_not_measured_has_no_value) {
  for (const char* text : {"W2 T2||cadre::pool|at most||1|1", "W1 T2||nobody|at most||1|1",
                           "W1 T2|p99|cadre::pool|at most||1|1", "W1 T2||cadre::pool|ratio|nobody|1|1"}) {
    BOOST_TEST(std::isnan(value_of(text)));
    BOOST_TEST((judged(gate_in(text), value_of(text)) == verdict::not_measured));
  }
}

BOOST_AUTO_TEST_CASE(verdicts) {
  const gate most = gate_in("r||p|at most||2|1");
  BOOST_TEST((judged(most, 1) == verdict::stretch));
  BOOST_TEST((judged(most, 2) == verdict::met));
  BOOST_TEST((judged(most, 2.1) == verdict::missed));
  const gate least = gate_in("r||p|at least||2|3");
  BOOST_TEST((judged(least, 3) == verdict::stretch));
  BOOST_TEST((judged(least, 2) == verdict::met));
  BOOST_TEST((judged(least, 1.9) == verdict::missed));
  BOOST_TEST((judged(gate_in("r||p|at most||-|-"), 1) == verdict::no_gate));
}

BOOST_AUTO_TEST_CASE(the_report_counts) {
  std::ostringstream out;
  write_gates(out, gates_in("W1 T2||cadre::pool|at most||40|30\nW1 T2||cadre::pool|at most||50|30\nW2||p|at most||1|1"),
              results());
  BOOST_TEST(out.str().find("| 50.0 | 40.0 | 30.0 | **missed** |") != std::string::npos);
  BOOST_TEST(out.str().ends_with("\n1 met (0 with the stretch), 1 missed, 1 not measured.\n"));
}

// Else a gate would never be looked at.
BOOST_AUTO_TEST_CASE(each_gate_of_ours_has_a_row) {
  std::ifstream file(GATES);
  BOOST_TEST_REQUIRE(file.good());
  for (const bool quick : {false, true}) {
    std::set<std::string> known;
    for (const row& one : all_rows(quick))
      for (const figure& each : one.figures) known.insert(one.name() + "|" + each.name);
    file.clear();
    file.seekg(0);
    const auto all = parsed_gates(file);
    BOOST_TEST(all.size() > 60);
    for (const gate& one : all) BOOST_TEST(known.contains(one.row + "|" + one.figure), one.row + "|" + one.figure);
  }
}

BOOST_AUTO_TEST_SUITE_END()
