#include "table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "../common/clean_text.hpp"

namespace report {
namespace {

constexpr std::size_t columns = 6;
// A longer cell shifts its own row, and not all others.
constexpr std::size_t widest = 48;

using row = std::array<std::string, columns>;

row row_of(const member_uses& uses) {
  return {
      uses.id,         uses.member, std::to_string(uses.sites), std::to_string(uses.calls), module_list(uses.modules),
      uses.replacement};
}

std::array<std::size_t, columns> widths_of(const std::vector<row>& rows) {
  std::array<std::size_t, columns> widths{};
  for (const row& each : rows)
    for (std::size_t i = 0; i < columns; ++i) widths[i] = std::max(widths[i], std::min(tools::width(each[i]), widest));
  return widths;
}

bool is_number(std::size_t column) {
  return column == 2 || column == 3;
}

std::string line(const row& cells, const std::array<std::size_t, columns>& widths) {
  std::string text;
  for (std::size_t i = 0; i < columns; ++i) {
    const std::string blanks(widths[i] - std::min(widths[i], tools::width(cells[i])), ' ');
    text += is_number(i) ? blanks + cells[i] : cells[i] + (i + 1 < columns ? blanks : "");
    if (i + 1 < columns) text += "  ";
  }
  return text + '\n';
}

}  // namespace

std::string module_list(const std::set<std::string>& modules) {
  std::string list;
  for (const std::string& module : modules)
    list += (list.empty() ? "" : ", ") + (module.empty() ? std::string("(no file)") : module);
  return list.empty() ? "-" : list;
}

std::vector<std::string> notes(const findings& found) {
  std::vector<std::string> all;
  for (const member_uses& uses : found.members)
    if (!uses.known)
      all.push_back(
          fmt::format("{} is not known to this version of threadpool-report: a newer library wrote the log", uses.id));
  if (found.hidden_places > 0)
    all.push_back(fmt::format("hidden by --ignore-module: {} {} in {}", found.hidden_places,
                              found.hidden_places == 1 ? "place" : "places", module_list(found.hidden_modules)));
  return all;
}

std::string table(const findings& found) {
  std::string text;
  if (found.members.empty()) {
    text = "no use of a removed member was found\n";
  } else {
    std::vector<row> rows = {{"id", "member", "sites", "calls", "modules", "replacement"}};
    for (const member_uses& uses : found.members) rows.push_back(row_of(uses));
    const auto widths = widths_of(rows);
    for (const row& each : rows) text += line(each, widths);
  }
  for (const std::string& note : notes(found)) text += "note: " + note + '\n';
  return text;
}

}  // namespace report
