// contestant.hpp - what is compared: a pool, as a record of functions that measure it.
//
// The runner sees nothing else of a pool. So all pools can be measured in turn, round by round, and two that define the
// same symbols can live in one process, each in a module of its own.

#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <vector>

namespace benchmarks {

/// What one sample is told. A workload reads what it needs.
struct setting {
  std::size_t threads = 1;
  std::size_t producers = 1;  ///< threads that submit
  std::size_t tasks = 0;      ///< how many tasks, or how often; the runner chooses it so that a sample takes its time
  std::size_t bytes = 0;      ///< that a task captures
  std::chrono::nanoseconds length{0};  ///< of a task, of a gap, or of an idle time
};

/// One sample: a value for each figure that the workload has, in the order in which rows.cpp lists them.
using sample = std::vector<double>;
using measure = sample (*)(const setting&);

/// README.md says what each of them does.
enum class workload : std::size_t {
  throughput,
  allocations,
  submit_only,
  latency_spinning,
  latency_blocking,
  nested,
  efficiency,
  queued_bytes,
  burst,
  start_stop,
  start_block_stop,
  idle,
  backlog,
  first_task,
  resize,
  removed_call,
};
inline constexpr std::size_t workload_count = static_cast<std::size_t>(workload::removed_call) + 1;

struct contestant {
  const char* name = nullptr;
  bool in_order = false;                         ///< tasks start in the order in which they were submitted
  bool ours = false;                             ///< no peer
  bool is_pool = true;                           ///< has the number of threads that it is given
  std::array<measure, workload_count> measures;  ///< null where the workload makes no sense for this pool

  [[nodiscard]] measure of(workload which) const { return measures[static_cast<std::size_t>(which)]; }
};

/// What the module of a pool that cannot be linked in gives, under this name.
inline constexpr const char* entry_point = "benchmarks_contestant";
using entry = const contestant* (*)();

}  // namespace benchmarks
