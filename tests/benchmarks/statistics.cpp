#include "statistics.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <utility>

namespace benchmarks {
namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

}  // namespace

double quantile(std::vector<double> values, double part) {
  if (values.empty()) return none;
  std::sort(values.begin(), values.end());
  const double place = part * static_cast<double>(values.size() - 1);
  const auto below = static_cast<std::size_t>(place);
  const std::size_t above = std::min(below + 1, values.size() - 1);
  return std::lerp(values[below], values[above], place - std::floor(place));
}

double median(std::vector<double> values) {
  return quantile(std::move(values), 0.5);
}

double spread(std::vector<double> values) {
  const double between = quantile(values, 0.75) - quantile(values, 0.25);
  return between == 0 ? 0 : between / 2 / std::abs(median(std::move(values)));
}

double paired_ratio(const std::vector<double>& values, const std::vector<double>& bases) {
  if (values.size() != bases.size()) return none;
  std::vector<double> ratios;
  for (std::size_t i = 0; i < values.size(); ++i) ratios.push_back(values[i] / bases[i]);
  return median(std::move(ratios));
}

}  // namespace benchmarks
