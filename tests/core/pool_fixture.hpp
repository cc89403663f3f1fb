// pool_fixture.hpp - what the tests of pools share: options with counted threads, and tasks that block until told.

#pragma once

#include <cadre/pool.hpp>
#include <cadre/testing/counted_threads.hpp>
#include <cadre/testing/manual_clock.hpp>
#include <memory>
#include <thread>

#include "gate.hpp"
#include "recorded_errors.hpp"

namespace cadre_test {

/// Where a pool's errors and threads come from. Declare it before the pool.
struct surroundings {
  recorded_errors errors;
  cadre::testing::counted_threads threads;

  [[nodiscard]] cadre::pool_options options(cadre::team_limits limits) const {
    return {.limits = limits, .errors = errors.sink(), .factory = threads.factory()};
  }
};

/// The same on a clock that stands still until the test moves it.
struct timed : surroundings {
  std::shared_ptr<cadre::testing::manual_clock> time = std::make_shared<cadre::testing::manual_clock>();

  [[nodiscard]] cadre::pool_options options(cadre::team_limits limits) const {
    auto all = surroundings::options(limits);
    all.time = time;
    return all;
  }
  /// Moves the time by so much whenever somebody waits for it, until `ended`: a deadline may be asked for late, and
  /// more than once.
  void pass(cadre::clock::duration by, const gate& ended) const {
    for (bool over = false; !over;) {
      if (time->pending() > 0) time->advance(by);
      over = ended.passed_by_now();
      if (!over) std::this_thread::yield();
    }
  }
};

/// Tasks that say when they have begun and end when they are told to. Declare it before the pool, and an open_at_end
/// for `go` after it.
struct stall {
  tally begun;
  gate go;

  [[nodiscard]] auto task() {
    return [this] {
      begun.add();
      static_cast<void>(go.passed());
    };
  }
};

[[nodiscard]] inline std::size_t present(const cadre::team_statistics& now) {
  return now.idle + now.busy;
}

}  // namespace cadre_test
