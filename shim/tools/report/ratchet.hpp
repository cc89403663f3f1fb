// The findings against a baseline: what was accepted may only become less.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "baseline.hpp"
#include "tally.hpp"

namespace report {

/// What the findings would be as entries, each with the member that it is about.
using seen_entries = std::map<baseline_entry, const member_uses*>;

/// Finds the function of a place that the log does not tell; empty if it cannot be known.
using function_finder = std::function<std::string(const place&)>;

/// The entries point into `found`.
seen_entries entries_of(const findings& found, const function_finder& find_function);

struct difference {
  std::vector<baseline_entry> added;  ///< seen, but not accepted
  std::vector<baseline_entry> stale;  ///< accepted, but not seen
};

difference compare(const seen_entries& seen, const baseline& accepted);

/// The baseline that has exactly the entries that were seen. Its history goes on with `reason`, if there is one and
/// anything was added.
baseline updated(const baseline& before, const seen_entries& seen, const std::optional<growth>& reason);

/// A line for each entry, with its remedy.
std::string remedies(const difference& what, const seen_entries& seen, std::string_view guide);

}  // namespace report
