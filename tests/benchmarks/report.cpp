#include "report.hpp"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <ostream>

#include "machine.hpp"
#include "numbers.hpp"
#include "statistics.hpp"

namespace benchmarks {
namespace {

std::string in_unit(double value, const figure& what) {
  if (!what.is_time) return short_number(value);
  if (value >= 1e6) return short_number(value / 1e6) + " ms";
  if (value >= 1e4) return short_number(value / 1e3) + " us";
  return short_number(value);
}

double ratio(const row_result& result, const measured& one, std::size_t figure) {
  const measured* base = result.of(reference);
  return paired_ratio(one.values[figure], base == nullptr ? std::vector<double>() : base->values[figure]);
}

std::string cell(const row_result& result, const measured* one, std::size_t figure) {
  if (one == nullptr) return "-";
  std::string text = in_unit(median(one->values[figure]), result.what.figures[figure]);
  const double relative = ratio(result, *one, figure);
  if (std::isfinite(relative) && one->pool->name != std::string(reference)) text += " (" + short_number(relative) + ")";
  return text;
}

/// JSON knows no NaN.
nlohmann::json number(double value) {
  return std::isfinite(value) ? nlohmann::json(value) : nlohmann::json();
}

nlohmann::json object(const row_result& result, const measured& one, std::size_t index) {
  const figure& what = result.what.figures[index];
  const double middle = median(one.values[index]);
  return {{"workload", result.what.workload},
          {"variant", result.what.variant},
          {"figure", what.name},
          {"unit", what.unit},
          {"pool", one.pool->name},
          {"threads", result.what.at.threads},
          {"producers", result.what.at.producers},
          {"bytes", result.what.at.bytes},
          {"tasks", one.tasks},
          {"rounds", one.values[index].size()},
          {"median", number(middle)},
          {"median_ns", what.is_time ? number(middle) : nlohmann::json()},
          {"ratio_to_asio", number(ratio(result, one, index))},
          {"spread", number(spread(one.values[index]))}};
}

}  // namespace

std::vector<std::string> pool_names(const std::vector<row_result>& results) {
  std::vector<std::string> names;
  for (const row_result& result : results)
    for (const measured& one : result.pools)
      if (std::find(names.begin(), names.end(), one.pool->name) == names.end()) names.emplace_back(one.pool->name);
  return names;
}

void write_table(std::ostream& out, const std::vector<row_result>& results) {
  const std::vector<std::string> pools = pool_names(results);
  out << "Measured on: " << machine() << ".\n\n"
      << "Medians; in brackets the ratio to " << reference
      << " in the same rounds. Times are nanoseconds unless another "
      << "unit is given.\nAbsolute times do not travel: compare ratios.\n\n| row | unit |";
  for (const std::string& pool : pools) out << ' ' << pool << " |";
  out << "\n|---|---|";
  for (std::size_t i = 0; i < pools.size(); ++i) out << "--:|";
  out << '\n';
  for (const row_result& result : results)
    for (std::size_t i = 0; i < result.what.figures.size(); ++i) {
      const figure& what = result.what.figures[i];
      out << "| " << result.what.name() << (*what.name == '\0' ? "" : " ") << what.name << " | " << what.unit << " |";
      for (const std::string& pool : pools) out << ' ' << cell(result, result.of(pool), i) << " |";
      out << '\n';
    }
}

void write_json(std::ostream& out, const std::vector<row_result>& results) {
  nlohmann::json all = nlohmann::json::array();
  for (const row_result& result : results)
    for (const measured& one : result.pools)
      for (std::size_t i = 0; i < one.values.size(); ++i) all.push_back(object(result, one, i));
  out << all.dump(1) << '\n';
}

}  // namespace benchmarks
