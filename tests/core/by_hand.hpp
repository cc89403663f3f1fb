// by_hand.hpp - a worker whose tasks a test runs one at a time.

#pragma once

#include <cadre/memory_worker.hpp>
#include <optional>

namespace cadre_test {

struct by_hand {
  std::optional<cadre::memory_worker> worker{std::in_place};
  cadre::memory_worker::performer perform = worker->perform();

  cadre::worker& operator*() { return *worker; }
  /// Runs the one task that waits.
  [[nodiscard]] bool steps_once() { return perform() && !perform(); }
};

}  // namespace cadre_test
