// How many workers there should be: the rules of DEF-13 … DEF-18 and DEF-41, without the workers.

#pragma once

#include <algorithm>
#include <cstddef>
#include <limits>

#include "cadre/team.hpp"

namespace cadre {

/// A target between the limits, which growth and shrinking move (DEF-13 … DEF-15). `have` are the workers there
/// are, those on their way included; `waiting`: some task waits.
class sizing {
 public:
  explicit sizing(team_limits limits) : limits_(limits), target_(limits.min) {}

  [[nodiscard]] const team_limits& limits() const { return limits_; }
  [[nodiscard]] bool quitting() const { return quitting_; }

  void set(team_limits limits, std::size_t have) {
    limits_ = limits;
    target_ = std::clamp(have, limits.min, limits.max);
  }
  void grow(std::size_t count) { target_ += std::min(count, most() - std::min(target_, most())); }
  void shrink(std::size_t count, std::size_t have) {
    const std::size_t now = std::min(target_, have);
    target_ = std::max(limits_.min, now - std::min(now, count));
  }
  /// No more than `have` can be had now.
  void settle_for(std::size_t have) { target_ = std::min(target_, have); }
  void quit() { quitting_ = true; }
  /// A worker is blocked, and another one may take its place; or not any longer.
  void block() { ++blocked_; }
  void unblock() {
    --blocked_;
    target_ = std::min(target_, most());
  }

  /// One worker for each of `unserved` tasks that none is on its way for, within the maximum. A team that was shrunk,
  /// and still has more than it should, first gets rid of those.
  void raise(std::size_t unserved, std::size_t have) {
    if (unserved == 0 || have > target_) return;
    target_ = std::max(target_, have + std::min(unserved, most() - std::min(have, most())));
  }

  /// No more than so many; with a maximum of 0 none at all (P-09).
  [[nodiscard]] std::size_t most() const {
    return limits_.max == 0 ? 0
                            : limits_.max + std::min(blocked_, std::numeric_limits<std::size_t>::max() - limits_.max);
  }

  /// The number below which none leaves: the target; at least one while a task waits that may run; and when quitting
  /// nothing but that.
  [[nodiscard]] std::size_t least(bool waiting) const {
    if (quitting_ && !waiting) return 0;
    const bool needed = waiting && (quitting_ || limits_.max > 0);
    return std::max({target_, quitting_ ? 0 : limits_.min, std::size_t{needed ? 1U : 0U}});
  }
  /// How many more to obtain. When quitting only the one that runs what nobody else can (DEF-20).
  [[nodiscard]] std::size_t missing(bool waiting, std::size_t have) const {
    const std::size_t wanted = quitting_ ? std::size_t{waiting ? 1U : 0U} : least(waiting);
    return wanted - std::min(wanted, have);
  }

 private:
  team_limits limits_;
  std::size_t target_;  // more than so many leave; see least()
  std::size_t blocked_ = 0;
  bool quitting_ = false;
};

}  // namespace cadre
