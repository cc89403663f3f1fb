// explore.hpp - runs a scenario in many orders, and reports the first in which something is wrong.

#pragma once

#include <cstddef>
#include <functional>

namespace schedule {

struct plan {
  unsigned preemptions = 2;  ///< all schedules in which so often the turn is taken from a thread that could go on,
  unsigned deviations = 2;   ///< and so often in all it is not the oldest thread that gets it when it is free
  std::size_t random = 0;    ///< if not 0: no such search; so many schedules by chance
};

/// A failure fails the test case, which is the one that runs, and tells how to replay it: with CADRE_SCHEDULE in the
/// environment only that schedule is run, and each step is printed. Prints how many schedules and steps there were.
/// CADRE_SCHEDULE_SEED is the first seed for those by chance; 1 without it.
void explore(plan how, const std::function<void()>& scenario);

}  // namespace schedule
