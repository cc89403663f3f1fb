// cadre/testing/scenario.hpp - what several callers do to a team, as data.
//
// Part of Cadre; terms in LICENSE at the top of the repository. Read scripted_team.hpp first; explorer.hpp runs it.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "cadre/team.hpp"
#include "cadre/testing/scripted_team.hpp"

namespace cadre::testing {

struct operation;

/// Calls that one caller makes, one after the other.
using script = std::vector<operation>;

/// One call to the team.
struct operation {
  enum class kind : unsigned char { submit, grow, shrink, set_limits, quit, drop_backlog, close_worker };

  kind what = kind::submit;
  std::size_t first = 0;   ///< grow, shrink: how many; set_limits: min; close_worker: which
  std::size_t second = 0;  ///< set_limits: max
  bool throws = false;     ///< the submitted task throws `deliberate`, after what it does
  script inside = {};      ///< what the submitted task does
  script at_end = {};      ///< what its destructor does
};

/// The calls by name, for scripts: `{calls::submit(), calls::grow(2), calls::quit()}`.
namespace calls {

[[nodiscard]] inline operation submit(script inside = {}) {
  return {.what = operation::kind::submit, .inside = std::move(inside)};
}
[[nodiscard]] inline operation submit_failing(script inside = {}) {
  return {.what = operation::kind::submit, .throws = true, .inside = std::move(inside)};
}
/// A task whose destructor makes the calls; it catches what they throw, as a destructor must.
[[nodiscard]] inline operation submit_ending(script at_end) {
  return {.what = operation::kind::submit, .at_end = std::move(at_end)};
}
[[nodiscard]] inline operation grow(std::size_t count) {
  return {.what = operation::kind::grow, .first = count};
}
[[nodiscard]] inline operation shrink(std::size_t count) {
  return {.what = operation::kind::shrink, .first = count};
}
[[nodiscard]] inline operation set_limits(std::size_t min, std::size_t max) {
  return {.what = operation::kind::set_limits, .first = min, .second = max};
}
[[nodiscard]] inline operation quit() {
  return {.what = operation::kind::quit};
}
[[nodiscard]] inline operation drop_backlog() {
  return {.what = operation::kind::drop_backlog};
}
/// Quits a worker behind the team's back, if it exists.
[[nodiscard]] inline operation close_worker(std::size_t number) {
  return {.what = operation::kind::close_worker, .first = number};
}

}  // namespace calls

/// Makes a call that is no submit, whose task needs somebody to watch it. Throws what the team throws.
inline void call_team(const operation& call, scripted_team& to) {
  using kind = operation::kind;
  if (call.what == kind::grow) return to.team->grow(call.first);
  if (call.what == kind::shrink) return to.team->shrink(call.first);
  if (call.what == kind::set_limits) return to.team->set_limits({call.first, call.second});
  if (call.what == kind::quit) return to.team->quit();
  if (call.what == kind::drop_backlog) return static_cast<void>(to.team->drop_backlog());
  if (call.first < to.workers.size() && to.workers[call.first]->alive) to.workers[call.first]->alive->close();
}

/// What a worker source answers.
enum class supply : unsigned char { worker, nothing, error };

/// A team, and what happens to it. Each script of `callers` is run in order, as if by a thread of its own; where the
/// callers, the coordinator and the workers stand to each other is what the explorer varies.
struct scenario {
  std::string name = {};
  team_limits limits = {};
  std::vector<script> callers = {};
  std::vector<supply> source = {};  ///< its first answers; after them there is always a worker
  /// How often in a run a call, a worker's end or a step of the coordinator may be held in the middle, before it gives
  /// the coordinator a step, asks for a worker, or hands over a task, while others go on. 0: each is one piece.
  std::size_t preemptions = 0;
  team_parts parts = {};  ///< the watcher is the explorer's
};

/// A number for what it is; equal content gives equal numbers.
namespace content {

[[nodiscard]] constexpr std::uint64_t mixed(std::uint64_t into, std::uint64_t value) {
  std::uint64_t x = into ^ (value + 0x9e3779b97f4a7c15U + (into << 6U) + (into >> 2U));
  x = (x ^ (x >> 30U)) * 0xbf58476d1ce4e5b9U;
  x = (x ^ (x >> 27U)) * 0x94d049bb133111ebU;
  return x ^ (x >> 31U);
}

[[nodiscard]] inline std::uint64_t of(const script& calls);

[[nodiscard]] inline std::uint64_t of(const operation& call) {
  std::uint64_t sum = mixed(1, static_cast<std::uint64_t>(call.what));
  for (const std::uint64_t part : {std::uint64_t{call.first}, std::uint64_t{call.second},
                                   std::uint64_t{call.throws ? 1U : 0U}, of(call.inside), of(call.at_end)})
    sum = mixed(sum, part);
  return sum;
}

[[nodiscard]] inline std::uint64_t of(const script& calls) {
  std::uint64_t sum = calls.size();
  for (const operation& call : calls) sum = mixed(sum, of(call));
  return sum;
}

/// True if `what` occurs in the script, or in what its tasks do.
[[nodiscard]] inline bool mentions(const script& calls, operation::kind what) {
  for (const operation& call : calls)
    if (call.what == what || mentions(call.inside, what) || mentions(call.at_end, what)) return true;
  return false;
}

}  // namespace content
}  // namespace cadre::testing
