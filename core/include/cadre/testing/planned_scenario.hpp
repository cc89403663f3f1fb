// cadre/testing/planned_scenario.hpp - who acts in a scenario, and what a run of it would otherwise compute each time.
//
// Part of Cadre; terms in LICENSE at the top of the repository. Read scenario.hpp first.

#pragma once

#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <vector>

#include "cadre/testing/scenario.hpp"

namespace cadre::testing {

/// What kind of surprises a scenario holds; without them the team has less excuse.
struct surprises {
  bool drops = false;     ///< a call drops the backlog
  bool shrinks = false;   ///< the target is lowered below what the limits leave
  bool shortage = false;  ///< a worker cannot be had
  bool closes_workers = false;
};

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

/// A scenario with the numbers that a run would otherwise compute each time.
class planned_scenario {
 public:
  struct call {
    explicit call(const operation& one) : is(one), about(content::of(one)) {
      for (const operation& next : one.inside) inside.emplace_back(next);
      for (const operation& next : one.at_end) at_end.emplace_back(next);
    }
    operation is;
    std::uint64_t about;
    std::vector<call> inside;
    std::vector<call> at_end;
  };
  struct caller {
    std::vector<call> calls;
    std::vector<std::uint64_t> rest;  ///< what is still to be called, for each position
  };

  /// Throws std::invalid_argument for more than eight callers.
  explicit planned_scenario(const scenario& of) : plan(of) {
    if (of.callers.size() > actor::first_worker - actor::first_caller)
      throw std::invalid_argument("a scenario has eight callers at most");
    using kind = operation::kind;
    for (const script& one : of.callers) {
      caller& added = callers.emplace_back();
      for (const operation& each : one) added.calls.emplace_back(each);
      for (std::size_t i = 0; i <= one.size(); ++i)
        added.rest.push_back(content::of(script(one.begin() + static_cast<std::ptrdiff_t>(i), one.end())));
      const auto occurs = [&](kind what) { return content::mentions(one, what); };
      holds.drops = holds.drops || occurs(kind::drop_backlog);
      holds.shrinks = holds.shrinks || occurs(kind::shrink);
      holds.closes_workers = holds.closes_workers || occurs(kind::close_worker);
    }
    for (const supply answer : of.source) holds.shortage = holds.shortage || answer != supply::worker;
  }

  scenario plan;
  std::vector<caller> callers;
  surprises holds;
};

}  // namespace cadre::testing
