// cadre/testing/explorer.hpp - tries every order in which things can happen to a team.
//
// Part of Cadre; terms in LICENSE at the top of the repository. Read scenario.hpp first.

#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "cadre/testing/scenario.hpp"
#include "cadre/testing/scenario_run.hpp"
#include "cadre/testing/schedule.hpp"

namespace cadre::testing {

/// How far an exploration may go.
struct bounds {
  std::size_t states = std::numeric_limits<std::size_t>::max();
  std::size_t steps = scenario_run::longest;  ///< of a schedule
};

/// Something that must not happen, and how to make it happen again: `replay(scenario, schedule)`.
struct counterexample {
  std::string what;
  std::string schedule;  ///< one letter for each step, as in schedule.hpp
};

/// What an exploration has seen.
struct exploration {
  std::size_t states = 0;   ///< that differ in more than who is who
  std::size_t runs = 0;     ///< of the scenario from its start
  std::size_t longest = 0;  ///< choices on the shortest way to the farthest state
  bool complete = true;     ///< no bound was hit
  std::optional<counterexample> failure;

  /// For a test's output: one line, and one more for a failure.
  [[nodiscard]] std::string text(const scenario& of) const {
    std::string line = of.name + ": " + std::to_string(states) + " states, " + std::to_string(runs) + " runs, " +
                       std::to_string(longest) + " steps" + (complete ? "" : ", not all");
    if (failure) line += "\n  " + failure->what + "; replay \"" + failure->schedule + "\"";
    return line;
  }
};

namespace guides {

/// Follows a schedule, then does the usual. Letters that cannot be followed are passed over, and noted.
class scheduled : public guide {
 public:
  explicit scheduled(std::string_view schedule) : schedule_(schedule) {}
  unsigned choose(const scenario_run&, actors open) override {
    while (next_ < schedule_.size() && open != 0) {
      const std::size_t who = std::string_view(actor::letters).find(schedule_[next_++]);
      if (who < actor::end && (open >> who & 1U) != 0) return static_cast<unsigned>(who);
      exact_ = false;
    }
    return usual(open);
  }
  [[nodiscard]] bool exact() const { return exact_ && next_ == schedule_.size(); }

 private:
  std::string_view schedule_;
  std::size_t next_ = 0;
  bool exact_ = true;
};

/// Follows a way, looks at the place that it leads to, and does the usual from there.
class prospecting final : public guide {
 public:
  explicit prospecting(const std::vector<unsigned char>& way) : way_(way) {}
  unsigned choose(const scenario_run& at, actors open) override {
    if (next_ < way_.size()) return way_[next_++];
    if (!std::exchange(arrived, true)) {
      hash = at.hash();
      choices = open;
    }
    return usual(open);
  }
  bool arrived = false;
  std::uint64_t hash = 0;
  actors choices = 0;

 private:
  const std::vector<unsigned char>& way_;
  std::size_t next_ = 0;
};

/// Decides by chance; the same seed gives the same decisions everywhere. Notes where it comes along.
class random final : public guide {
 public:
  random(std::uint64_t seed, std::unordered_set<std::uint64_t>& seen) : state_(seed), seen_(seen) {}
  unsigned choose(const scenario_run& at, actors open) override {
    seen_.insert(at.hash());
    if (open == 0) return 0;
    for (auto skip = next() % static_cast<unsigned>(std::popcount(open)); skip > 0; --skip) open &= open - 1;
    return static_cast<unsigned>(std::countr_zero(open));
  }

 private:
  std::uint64_t next() { return content::mixed(++state_, 0) >> 11U; }
  std::uint64_t state_;
  std::unordered_set<std::uint64_t>& seen_;
};

}  // namespace guides

/// Runs `of` along `schedule` and then in the usual order: the coordinator first, then workers, then callers. Returns
/// what goes wrong, with the schedule up to there; nothing if all is well. Throws std::invalid_argument if the
/// schedule does not fit the scenario.
[[nodiscard]] inline std::optional<counterexample> replay(const scenario& of, std::string_view schedule) {
  const planned_scenario planned(of);
  guides::scheduled by(schedule);
  scenario_run one(planned, by);
  one.run();
  if (one.wrong()) return counterexample{*one.wrong(), one.schedule().substr(0, one.wrong_after())};
  if (!by.exact()) throw std::invalid_argument("the schedule does not fit the scenario");
  return std::nullopt;
}

/// Tries every order of steps, on a real team with memory workers: each situation is reached by a run from the start,
/// along a shortest way, and is not gone on from if an equal one is known. Nothing may fail that team_onlooker.hpp
/// knows of, in any situation nor on the usual way from it to the end. The first failure ends the exploration once no
/// shorter way to one can exist.
///
/// What is not varied: the order of single reads and writes inside of the library. A call, a worker's end or a step of
/// the coordinator can be held where scenario::preemptions says, not elsewhere; and the one who is held last goes on
/// first.
///
/// Two situations are equal if all that can be seen of them is equal but for who is who, the order of steps, of
/// waiting tasks and of changes of size included. Hashes of 64 bits stand for them.
///
/// Cost: some 10 microseconds for each run, of which there are several for each state; about 70 bytes for each state.
class explorer {
 public:
  explicit explorer(const scenario& of, bounds within = {}) : planned_(of), within_(within) {}

  [[nodiscard]] exploration run() {
    try_way({});
    for (std::size_t at = 0; at < places_.size() && !closed(at); ++at) {
      for (actors left = places_[at].choices; left != 0; left &= left - 1) {
        std::vector<unsigned char>& way = way_to(at);
        way.push_back(static_cast<unsigned char>(std::countr_zero(left)));
        try_way(way, at);
      }
    }
    found_.states = places_.size();
    return found_;
  }

 private:
  /// A situation: how it was reached first, and what can be done there.
  struct place {
    std::uint32_t from;
    actors choices;
    std::uint16_t depth;
    unsigned char by;
  };

  [[nodiscard]] bool closed(std::size_t at) {
    if (found_.failure && places_[at].depth + 1U >= found_.failure->schedule.size()) return true;
    if (places_.size() < within_.states && places_[at].depth < within_.steps) return false;
    found_.complete = false;
    return true;
  }

  std::vector<unsigned char>& way_to(std::size_t at) {
    way_.clear();
    for (; at != 0; at = places_[at].from) way_.push_back(places_[at].by);
    std::ranges::reverse(way_);
    return way_;
  }

  void try_way(const std::vector<unsigned char>& way, std::size_t from = 0) {
    guides::prospecting by(way);
    scenario_run one(planned_, by);
    one.run();
    ++found_.runs;
    if (one.wrong()) note(one);
    if (!by.arrived || is_known(by)) return;
    found_.longest = std::max(found_.longest, way.size());
    places_.push_back({static_cast<std::uint32_t>(from), by.choices, static_cast<std::uint16_t>(way.size()),
                       way.empty() ? static_cast<unsigned char>(0) : way.back()});
  }

  // Equal situations leave equally many choices; a hash that sees too little is noticed here.
  bool is_known(const guides::prospecting& by) {
    const auto [there, added] = known_.emplace(by.hash, std::popcount(by.choices));
    if (there->second != std::popcount(by.choices)) throw std::logic_error("situations taken for equal are not");
    return !added;
  }

  void note(const scenario_run& one) {
    if (found_.failure && found_.failure->schedule.size() <= one.wrong_after()) return;
    found_.failure = counterexample{*one.wrong(), one.schedule().substr(0, one.wrong_after())};
  }

  planned_scenario planned_;
  bounds within_;
  exploration found_;
  std::vector<place> places_;
  std::vector<unsigned char> way_;
  std::unordered_map<std::uint64_t, int> known_;  ///< with the number of choices
};

[[nodiscard]] inline exploration explore(const scenario& of, bounds within = {}) {
  return explorer(of, within).run();
}

/// For what is too large to be explored: `runs` runs that chance decides, from `seed` on. A failure's schedule is made
/// shorter by leaving out steps, as long as it fails. Never complete.
[[nodiscard]] inline exploration explore_randomly(const scenario& of, std::uint64_t seed, std::size_t runs) {
  const planned_scenario planned(of);
  exploration found;
  found.complete = false;
  std::unordered_set<std::uint64_t> seen;
  for (; found.runs < runs && !found.failure; ++found.runs) {
    guides::random by(content::mixed(seed, found.runs), seen);
    scenario_run one(planned, by);
    one.run();
    found.longest = std::max(found.longest, one.schedule().size());
    if (one.wrong()) found.failure = counterexample{*one.wrong(), one.schedule().substr(0, one.wrong_after())};
  }
  found.states = seen.size();
  for (std::size_t at = 0; found.failure && at < found.failure->schedule.size();) {
    std::string without = found.failure->schedule;
    without.erase(at, 1);
    guides::scheduled by(without);
    scenario_run one(planned, by);
    one.run();
    if (one.wrong() && one.wrong_after() < found.failure->schedule.size())
      found.failure = counterexample{*one.wrong(), one.schedule().substr(0, one.wrong_after())};
    else
      ++at;
  }
  return found;
}

}  // namespace cadre::testing
