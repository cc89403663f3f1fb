// statistics.hpp - what is left of many samples.

#pragma once

#include <vector>

namespace benchmarks {

/// The value below which the given part of the values lies, between two of them by interpolation. NaN of none.
[[nodiscard]] double quantile(std::vector<double> values, double part);

[[nodiscard]] double median(std::vector<double> values);

/// Half the distance between the quartiles, as a part of the median: how far a value is off, typically.
[[nodiscard]] double spread(std::vector<double> values);

/// The median of value / base, pair by pair: what both suffered in one round cancels out. NaN if the numbers of
/// values differ, or there are none.
[[nodiscard]] double paired_ratio(const std::vector<double>& values, const std::vector<double>& bases);

}  // namespace benchmarks
