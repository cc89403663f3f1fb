// A baseline as the command line names it: to be held against, or to be updated.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <optional>
#include <string>

#include "baseline.hpp"
#include "options.hpp"
#include "ratchet.hpp"
#include "tally.hpp"

namespace report {

enum class verdict {
  fine,
  failed,      ///< there are new or stale entries, or new ones that --update may not take in
  incomplete,  ///< too little was read to change anything
};

/// Says on standard error what it finds.
class baseline_file {
 public:
  /// Throws std::runtime_error if the file cannot be read, or if it is not there and may not be made. `wanted` must
  /// live as long.
  explicit baseline_file(const options& wanted);

  /// Compares, or updates the file. `complete` says whether `found` has all there is in the logs.
  [[nodiscard]] verdict hold(const findings& found, bool complete) const;

 private:
  [[nodiscard]] verdict check(const difference& changes, const seen_entries& seen, bool complete) const;
  [[nodiscard]] verdict update(const difference& changes, const seen_entries& seen) const;
  [[nodiscard]] verdict refuse(const std::string& why, verdict result) const;
  [[nodiscard]] std::optional<growth> growth_by(const difference& changes) const;

  const options& wanted_;
  std::optional<std::string> text_;  // nothing if there is no file yet
  baseline accepted_;
};

}  // namespace report
