// cadre/testing/planned_scenario.hpp - a scenario, with what each run of it would otherwise compute.
//
// Part of Cadre; terms in LICENSE at the top of the repository. Read scenario.hpp first.

#pragma once

#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <vector>

#include "cadre/testing/scenario.hpp"
#include "cadre/testing/schedule.hpp"

namespace cadre::testing {

/// What kind of surprises a scenario holds; without them the team has less excuse.
struct surprises {
  bool drops = false;     ///< a call drops the backlog
  bool shrinks = false;   ///< the target is lowered below what the limits leave
  bool shortage = false;  ///< a worker cannot be had
  bool closes_workers = false;
};

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
