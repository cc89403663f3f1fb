// runner.hpp - measures all pools in turn, round by round, so that what changes on the machine changes for all of them.

#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "contestant.hpp"
#include "rows.hpp"

namespace benchmarks {

struct pace {
  std::chrono::nanoseconds sample;  ///< what one sample takes, roughly
  std::size_t rounds;
};

/// The samples of one pool in one row: round by round, for each figure.
struct measured {
  const contestant* pool;
  std::size_t tasks;                        ///< of each sample
  std::vector<std::vector<double>> values;  ///< [figure][round]
};

struct row_result {
  row what;
  std::vector<measured> pools;

  /// Null if that pool was not measured.
  [[nodiscard]] const measured* of(const std::string& pool) const;
};

/// Measures the pools that can be measured. Says on stderr how it goes; `left` is put before the row's name.
row_result run(const row& what, const std::vector<const contestant*>& pools, const pace& at, const std::string& left);

}  // namespace benchmarks
