// cadre/testing/schedule.hpp - who does the next step of a scenario, and who decides it.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <bit>
#include <cstdint>

namespace cadre::testing {

/// Who does the next step. A schedule is a text of these, one letter each.
namespace actor {

inline constexpr unsigned go_on = 0;          ///< '.': whoever was held in the middle
inline constexpr unsigned coordinator = 1;    ///< 'k': its oldest step
inline constexpr unsigned first_caller = 2;   ///< 'a' to 'h': the caller's next call
inline constexpr unsigned first_worker = 10;  ///< '0' to '9', 'A' to 'K': the worker's oldest task
inline constexpr unsigned last_worker = 30;
inline constexpr unsigned end = 31;  ///< the quit at the end, if nobody else did

inline constexpr const char* letters = ".kabcdefgh0123456789ABCDEFGHIJK";

}  // namespace actor

/// A set of actors, as bits.
using actors = std::uint32_t;

/// What is chosen where nothing else is asked for: who was held goes on, then the coordinator, workers, callers.
[[nodiscard]] inline unsigned usual(actors open) {
  if ((open & 3U) != 0) return static_cast<unsigned>(std::countr_zero(open));
  const actors workers = open >> actor::first_worker << actor::first_worker;
  return static_cast<unsigned>(std::countr_zero(workers != 0 ? workers : open));
}

class scenario_run;

/// Decides what happens next.
class guide {
 public:
  guide() = default;
  guide(const guide&) = delete;
  guide& operator=(const guide&) = delete;
  virtual ~guide() = default;
  /// One of `open`. With none open the run is over but for its end, and the answer does not matter. Must not throw.
  virtual unsigned choose(const scenario_run& at, actors open) = 0;
};

}  // namespace cadre::testing
