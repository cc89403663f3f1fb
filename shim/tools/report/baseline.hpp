// The uses of removed members that a project has accepted: a JSON file that lies beside its sources.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <compare>
#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace report {

/// A use, told apart by what stays the same when the program is built again.
struct baseline_entry {
  std::string id;
  std::string module;
  std::string function;  ///< the symbol, mangled; for an override the class; empty where it is not known

  friend auto operator<=>(const baseline_entry&, const baseline_entry&) = default;
};

/// When the file was let grow, and why.
struct growth {
  std::string date;  ///< 2026-07-26
  std::string reason;
  std::size_t added = 0;
};

struct baseline {
  std::set<baseline_entry> entries;
  std::vector<growth> history;
};

/// Throws std::runtime_error that says what is wrong and at which byte.
baseline parsed_baseline(std::string_view text);

/// The file's text: sorted, and an entry a line, so that changes of it are easily read and merged.
std::string to_text(const baseline& what);

}  // namespace report
