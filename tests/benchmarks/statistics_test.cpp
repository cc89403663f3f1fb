// statistics_test.cpp - proves the arithmetic behind the figures.

#include "statistics.hpp"

#include <boost/test/unit_test.hpp>
#include <cmath>

#include "numbers.hpp"

BOOST_AUTO_TEST_SUITE(statistics)

BOOST_AUTO_TEST_CASE(a_median_is_the_middle_or_between_the_two_in_the_middle) {
  BOOST_TEST(benchmarks::median({3, 1, 2}) == 2);
  BOOST_TEST(benchmarks::median({4, 1, 2, 3}) == 2.5);
  BOOST_TEST(benchmarks::median({7}) == 7);
}

BOOST_AUTO_TEST_CASE(a_quantile_lies_between_two_values) {
  BOOST_TEST(benchmarks::quantile({0, 10, 20, 30, 40}, 0) == 0);
  BOOST_TEST(benchmarks::quantile({40, 0, 30, 10, 20}, 0.25) == 10);
  BOOST_TEST(benchmarks::quantile({0, 10}, 0.75) == 7.5);
  BOOST_TEST(benchmarks::quantile({0, 10, 20}, 1) == 20);
}

BOOST_AUTO_TEST_CASE(nothing_can_be_said_of_no_values) {
  BOOST_TEST(std::isnan(benchmarks::median({})));
  BOOST_TEST(std::isnan(benchmarks::paired_ratio({}, {})));
}

BOOST_AUTO_TEST_CASE(the_spread_is_half_the_distance_of_the_quartiles_as_a_part_of_the_median) {
  BOOST_TEST(benchmarks::spread({80, 90, 100, 110, 120}) == 0.1);
  BOOST_TEST(benchmarks::spread({5, 5, 5}) == 0);
  BOOST_TEST(benchmarks::spread({0, 0}) == 0);
}

// The second round took four times as long for both: the ratio of the medians would be 1.25.
BOOST_AUTO_TEST_CASE(ratios_are_taken_within_a_round) {
  BOOST_TEST(benchmarks::paired_ratio({10, 40, 10}, {20, 80, 8}) == 0.5);
  BOOST_TEST(std::isnan(benchmarks::paired_ratio({1, 2}, {1})));
}

BOOST_AUTO_TEST_CASE(numbers_have_three_digits) {
  BOOST_TEST(benchmarks::short_number(1234.5) == "1234");
  BOOST_TEST(benchmarks::short_number(99.96) == "100");
  BOOST_TEST(benchmarks::short_number(12.34) == "12.3");
  BOOST_TEST(benchmarks::short_number(9.999) == "10.0");
  BOOST_TEST(benchmarks::short_number(0.12345) == "0.123");
  BOOST_TEST(benchmarks::short_number(-1.5) == "-1.50");
  BOOST_TEST(benchmarks::short_number(0) == "0.00");
  BOOST_TEST(benchmarks::short_number(std::nan("")) == "-");
}

BOOST_AUTO_TEST_SUITE_END()
