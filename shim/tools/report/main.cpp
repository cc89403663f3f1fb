// threadpool-report: see its --help.

#include <cerrno>
#include <exception>
#include <iostream>
#include <optional>
#include <system_error>

#include "baseline_file.hpp"
#include "complain.hpp"
#include "html_page.hpp"
#include "json_report.hpp"
#include "logs.hpp"
#include "options.hpp"
#include "table.hpp"
#include "whole_file.hpp"

namespace {

using namespace report;

// As --help says.
constexpr int fine = 0, ratchet_failed = 1, trouble = 2;

void print(const std::string& text) {
  std::cout << text << std::flush;
  if (!std::cout) throw std::system_error(errno, std::generic_category(), "cannot write to standard output");
}

int report_all(const options& wanted) {
  // First: a mistake in it is better known before all logs are read than after.
  std::optional<baseline_file> baseline;
  if (!wanted.baseline.empty()) baseline.emplace(wanted);
  logs all(wanted.ignored_modules);
  for (const std::string& name : wanted.logs) all.read(name);
  const findings found = all.result();
  print(wanted.json ? json_report(found, all.damaged_lines()) : table(found));
  if (!wanted.html.empty()) write_whole(wanted.html, html_page(found, wanted.guide));
  const verdict result = baseline ? baseline->hold(found, all.complete()) : verdict::fine;
  if (!all.complete()) return trouble;
  return result == verdict::fine ? fine : ratchet_failed;
}

}  // namespace

int main(int count, char** words) {
  try {
    const auto wanted = parsed_options(count, words);
    if (const int* const status = std::get_if<int>(&wanted)) return *status;
    return report_all(std::get<options>(wanted));
  } catch (const std::exception& error) {
    complain(error.what());
    return trouble;
  }
}
