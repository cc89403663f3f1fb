// model_scenarios.hpp - what the model tests do to a team. Small enough that every order of it can be tried.

#pragma once

#include <cadre/testing/scenario.hpp>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace cadre_test {

using cadre::testing::scenario;
using cadre::testing::script;
using cadre::testing::supply;

/// Enough for each run to be held wherever it can be held.
inline constexpr std::size_t any_number_of_times = 1'000;

/// A scenario held as often as it can be.
[[nodiscard]] inline scenario held(std::string name, cadre::team_limits limits, std::vector<script> callers,
                                   std::vector<supply> source = {}) {
  return {.name = std::move(name),
          .limits = limits,
          .callers = std::move(callers),
          .source = std::move(source),
          .preemptions = any_number_of_times};
}

namespace scenarios {

using namespace cadre::testing::calls;  // NOLINT: the names of a small language

[[nodiscard]] inline std::vector<scenario> submitting() {
  return {held("submit, one worker", {0, 1}, {{submit(), submit()}, {submit(), submit()}}),
          held("submit, two workers", {0, 2}, {{submit(), submit()}, {submit(), submit()}}),
          held("submit, three workers", {0, 3}, {{submit(), submit()}, {submit(), submit()}}),
          held("submit, three callers", {0, 2}, {{submit()}, {submit()}, {submit(), submit()}}),
          held("submit, some throw", {0, 2}, {{submit(), submit_failing()}, {submit_failing(), submit()}}),
          held("submit, from one to three workers", {1, 3}, {{submit(), submit()}, {submit_failing(), submit()}})};
}

[[nodiscard]] inline std::vector<scenario> sizing() {
  return {held("grow", {0, 3}, {{submit(), grow(2)}, {grow(2), submit()}}),
          held("grow and shrink", {0, 3}, {{submit(), grow(2), submit()}, {submit(), shrink(2)}}),
          held("shrink below the minimum", {1, 3}, {{grow(3), shrink(3)}, {submit(), submit()}}),
          held("raise the limits", {0, 1}, {{submit(), submit()}, {submit(), set_limits(1, 3)}}),
          held("lower the limits", {0, 3}, {{submit(), submit(), submit()}, {submit(), set_limits(0, 1)}}),
          held("fight over the limits", {0, 2}, {{submit(), set_limits(0, 1)}, {set_limits(2, 3), submit()}}),
          held("no workers for a while", {0, 2}, {{submit(), set_limits(0, 0), submit()}, {set_limits(0, 2)}})};
}

[[nodiscard]] inline std::vector<scenario> quitting() {
  return {held("quit", {0, 2}, {{submit(), quit()}, {submit(), submit()}}),
          held("quit twice", {0, 2}, {{submit(), quit()}, {submit(), quit(), submit()}}),
          held("quit, a task throws", {0, 2}, {{submit_failing(), quit()}, {submit(), submit_failing()}}),
          held("quit without workers", {0, 0}, {{submit(), quit()}, {submit(), submit()}}),
          held("quit and grow", {0, 3}, {{submit(), quit()}, {grow(2), submit()}}),
          held("quit and lower the limits", {0, 3}, {{submit(), submit(), quit()}, {set_limits(0, 1), submit()}}),
          held("quit and drop", {0, 1}, {{submit(), submit(), quit()}, {submit(), drop_backlog()}})};
}

[[nodiscard]] inline std::vector<scenario> failing() {
  constexpr auto none = supply::nothing;
  constexpr auto error = supply::error;
  constexpr auto one = supply::worker;
  return {
      held("no worker at first", {0, 2}, {{submit(), submit()}, {submit(), quit()}}, {none, none}),
      held("the second worker cannot be had", {0, 3}, {{submit(), submit()}, {submit(), quit()}}, {one, error}),
      held("creation fails again and again", {0, 2}, {{submit(), submit()}, {submit(), quit()}}, {error, none, error}),
      held("growth stops half-way", {0, 3}, {{grow(3), submit()}, {submit(), shrink(1)}}, {one, none}),
      held("no temporary worker", {0, 0}, {{submit(), quit()}, {submit()}}, {error}),
      held("a worker is closed", {0, 2}, {{submit(), close_worker(0)}, {submit(), submit()}}),
      held("workers are closed, and quit", {0, 2}, {{submit(), close_worker(0)}, {submit(), close_worker(1), quit()}})};
}

[[nodiscard]] inline std::vector<scenario> from_tasks() {
  return {held("tasks submit", {0, 2}, {{submit({submit()})}, {submit({submit()})}}),
          held("tasks submit, and quit", {0, 2}, {{submit({submit()}), quit()}, {submit()}}),
          held("a task quits", {0, 2}, {{submit({quit()}), submit()}, {submit()}}),
          held("a task quits and throws", {0, 2}, {{submit_failing({quit()})}, {submit(), submit()}}),
          held("a task shrinks", {0, 3}, {{submit({shrink(2)}), submit()}, {submit()}}),
          held("a task moves the limits", {0, 3}, {{submit({set_limits(0, 1)}), submit()}, {submit()}}),
          held("a task's end submits", {0, 2}, {{submit_ending({submit()}), submit()}, {submit()}}),
          held("a task's end quits", {0, 2}, {{submit_ending({quit()}), submit()}, {submit()}}),
          held("a dropped task submits", {0, 1}, {{submit(), submit_ending({submit()})}, {drop_backlog(), quit()}})};
}

/// As large as can still be tried in every order; three workers, five tasks.
[[nodiscard]] inline std::vector<scenario> large() {
  return {held("five tasks", {0, 3}, {{submit(), submit_failing(), submit()}, {submit(), submit_failing()}}),
          held("everything", {0, 3}, {{submit(), grow(1), submit_failing()}, {submit(), shrink(2), quit()}}),
          held("limits up and down", {1, 3},
               {{submit(), set_limits(0, 1), submit()}, {submit_failing(), set_limits(2, 3), submit()}}),
          held("three callers, and quit", {0, 2}, {{submit(), submit_failing()}, {submit(), quit()}, {submit()}}),
          held("tasks of tasks", {0, 3}, {{submit({submit()}), submit()}, {submit_failing({submit()}), quit()}}),
          held("short of workers", {0, 3}, {{submit(), submit_failing(), grow(2)}, {submit(), shrink(1), quit()}},
               {supply::worker, supply::nothing, supply::error})};
}

/// Too large for that: chance tries some.
[[nodiscard]] inline std::vector<scenario> random() {
  const script all{submit({submit(), grow(1)}),
                   submit_failing(),
                   shrink(2),
                   submit_ending({submit()}),
                   set_limits(1, 2),
                   submit({set_limits(0, 4)}),
                   drop_backlog(),
                   submit_failing({shrink(1)})};
  const script busy{submit(), submit({submit({submit_failing()})}), grow(3), submit(), submit(), set_limits(0, 1)};
  return {held("chance, four callers", {0, 3}, {all, busy, busy, {submit(), quit()}}),
          held("chance, no quit", {2, 5}, {all, all, busy}),
          held("chance, short of workers", {0, 4}, {all, busy, {submit(), submit(), quit()}},
               {supply::nothing, supply::worker, supply::error, supply::worker, supply::nothing, supply::error})};
}

}  // namespace scenarios
}  // namespace cadre_test
