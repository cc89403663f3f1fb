#include "gates.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <istream>
#include <ostream>
#include <stdexcept>

#include "numbers.hpp"
#include "statistics.hpp"

namespace benchmarks {
namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

std::string trimmed(const std::string& text) {
  const auto first = text.find_first_not_of(' ');
  return first == std::string::npos ? "" : text.substr(first, text.find_last_not_of(' ') - first + 1);
}

std::vector<std::string> fields(const std::string& line) {
  std::vector<std::string> result;
  for (std::size_t from = 0; from <= line.size();) {
    const std::size_t to = std::min(line.find('|', from), line.size());
    result.push_back(trimmed(line.substr(from, to - from)));
    from = to + 1;
  }
  return result;
}

double limit_of(const std::string& text) {
  if (text == "-") return none;
  std::size_t read = 0;
  const double value = std::stod(text, &read);
  if (read != text.size()) throw std::invalid_argument("no number");
  return value;
}

comparison comparison_of(const std::string& text) {
  static const std::array<const char*, 4> names = {"ratio", "difference", "at most", "at least"};
  const auto found = std::find(names.begin(), names.end(), text);
  if (found == names.end()) throw std::invalid_argument("no such comparison");
  return static_cast<comparison>(found - names.begin());
}

gate gate_of(const std::string& line) {
  const auto parts = fields(line);
  if (parts.size() != 7) throw std::invalid_argument("not seven fields");
  gate one{parts[0], parts[1], parts[2], comparison_of(parts[3]), parts[4], limit_of(parts[5]), limit_of(parts[6])};
  const bool relative = one.how == comparison::ratio || one.how == comparison::difference;
  if (relative == one.base.empty()) throw std::invalid_argument("a base for what is relative, and for nothing else");
  return one;
}

const row_result* row_of(const gate& one, const std::vector<row_result>& results) {
  const auto found =
      std::find_if(results.begin(), results.end(), [&](const row_result& each) { return each.what.name() == one.row; });
  return found == results.end() ? nullptr : &*found;
}

std::vector<double> values_of(const measured* one, std::size_t figure) {
  return one == nullptr ? std::vector<double>() : one->values[figure];
}

std::vector<double> base_values(const gate& one, const row_result& row, std::size_t figure) {
  if (one.base != peers_in_order) return values_of(row.of(one.base), figure);
  const measured* best = nullptr;
  for (const measured& each : row.pools)
    if (each.pool->in_order && !each.pool->ours &&
        (best == nullptr || median(each.values[figure]) < median(best->values[figure])))
      best = &each;
  return values_of(best, figure);
}

const char* in_words(verdict one) {
  static constexpr std::array<const char*, 5> words = {"not measured", "reported", "**missed**", "met",
                                                       "met, stretch too"};
  return words[static_cast<std::size_t>(one)];
}

std::string in_words(const gate& one) {
  std::string text = one.row;
  if (!one.figure.empty()) text += " " + one.figure;
  text += " | " + one.pool + " | ";
  switch (one.how) {
    case comparison::ratio:
      return text + "ratio to " + one.base;
    case comparison::difference:
      return text + "difference to " + one.base;
    case comparison::at_most:
      return text + "at most";
    case comparison::at_least:
      return text + "at least";
  }
  return text;
}

}  // namespace

std::vector<gate> parsed_gates(std::istream& text) {
  std::vector<gate> gates;
  std::string line;
  for (std::size_t number = 1; std::getline(text, line); ++number) {
    if (trimmed(line).empty() || line.front() == '#') continue;
    try {
      gates.push_back(gate_of(line));
    } catch (const std::exception& error) {
      throw std::invalid_argument("gates, line " + std::to_string(number) + ": " + error.what());
    }
  }
  return gates;
}

double gated_value(const gate& one, const std::vector<row_result>& results) {
  const row_result* row = row_of(one, results);
  const measured* subject = row == nullptr ? nullptr : row->of(one.pool);
  if (subject == nullptr) return none;
  const auto& figures = row->what.figures;
  const auto figure =
      std::find_if(figures.begin(), figures.end(), [&](const auto& each) { return one.figure == each.name; });
  if (figure == figures.end()) return none;
  const auto index = static_cast<std::size_t>(figure - figures.begin());
  const auto& values = subject->values[index];
  if (one.how == comparison::at_most || one.how == comparison::at_least) return median(values);
  const auto base = base_values(one, *row, index);
  return one.how == comparison::ratio ? paired_ratio(values, base) : median(values) - median(base);
}

verdict judged(const gate& one, double value) {
  if (std::isnan(value)) return verdict::not_measured;
  const auto holds = [&](double limit) { return one.how == comparison::at_least ? value >= limit : value <= limit; };
  if (holds(one.stretch)) return verdict::stretch;
  if (std::isnan(one.limit)) return verdict::no_gate;
  return holds(one.limit) ? verdict::met : verdict::missed;
}

void write_gates(std::ostream& out, const std::vector<gate>& gates, const std::vector<row_result>& results) {
  out << "| row | pool | compared | value | gate | stretch | |\n|---|---|---|--:|--:|--:|---|\n";
  std::array<std::size_t, 5> counts{};
  for (const gate& one : gates) {
    const double value = gated_value(one, results);
    const verdict said = judged(one, value);
    ++counts[static_cast<std::size_t>(said)];
    if (said == verdict::not_measured) continue;
    out << "| " << in_words(one) << " | " << short_number(value) << " | " << short_number(one.limit) << " | "
        << short_number(one.stretch) << " | " << in_words(said) << " |\n";
  }
  const auto count = [&](verdict which) { return counts[static_cast<std::size_t>(which)]; };
  out << '\n'
      << count(verdict::met) + count(verdict::stretch) << " met (" << count(verdict::stretch) << " with the stretch), "
      << count(verdict::missed) << " missed, " << count(verdict::not_measured) << " not measured.\n";
}

}  // namespace benchmarks
