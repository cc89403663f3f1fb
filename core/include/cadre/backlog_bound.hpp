// cadre/backlog_bound.hpp - how many tasks may wait, and what becomes of one too many.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <cstddef>
#include <exception>
#include <limits>

#include "cadre/clock.hpp"

namespace cadre {

/// What a submit does when as many tasks wait as may.
enum class when_full {
  refuse,         ///< throws backlog_full
  wait,           ///< waits for room, then for no longer than `patience`, and throws backlog_full
  run_in_caller,  ///< runs the task at once, on the submitting thread; it counts as one of the pool's tasks
  drop_oldest,    ///< destroys the task that has waited longest, which is reported as task_dropped, and accepts
};

/// A bound on a pool's backlog: the tasks that were accepted and that no thread has taken yet.
struct backlog_bound {
  std::size_t tasks = std::numeric_limits<std::size_t>::max();  ///< at least 1
  when_full otherwise = when_full::refuse;
  clock::duration patience = clock::duration::max();  ///< of a submit that waits
};

/// The backlog is as long as it may be. The task was not accepted.
class [[gnu::visibility("default")]] backlog_full : public std::exception {
 public:
  ~backlog_full() override;
  [[nodiscard]] const char* what() const noexcept override;
};

}  // namespace cadre
