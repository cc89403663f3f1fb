// cadre/stop_report.hpp - how a pool is stopped, and what was left of it.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cadre/clock.hpp"

namespace cadre {

/// What becomes of the tasks that wait when a pool is stopped.
enum class stopping {
  drain,  ///< they are run
  drop,   ///< they are destroyed, and reported to the error sink as task_dropped
};

/// What a pool left behind when it was stopped.
struct stop_report {
  /// A thread that has not come back.
  struct straggler {
    std::string thread;   ///< its name
    clock::duration age;  ///< how long it has been in its task, or in a hook; at least, if tasks followed each other
  };

  std::uint64_t dropped = 0;  ///< accepted tasks that were destroyed unrun since the pool quit
  std::vector<straggler> still_running;

  /// All threads have ended.
  [[nodiscard]] bool complete() const noexcept { return still_running.empty(); }
};

}  // namespace cadre
