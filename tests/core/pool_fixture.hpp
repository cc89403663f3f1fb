// pool_fixture.hpp - what the tests of pools share: options with counted threads, and tasks that block until told.

#pragma once

#include <cadre/pool.hpp>

#include <cadre/testing/counted_threads.hpp>
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
