// pool_scenario.hpp - the frame of a scenario: one pool, what happens to it, and that everything is settled at its end.

#pragma once

#include <cadre/pool.hpp>
#include <cstddef>
#include <functional>

#include "explore.hpp"
#include "rig.hpp"

namespace schedule {

struct setting {
  std::size_t at_once;  ///< so many tasks may run at once
  cadre::team_limits limits;
  cadre::backlog_bound backlog = {};
};

/// Explores what `scenario` does to a pool. The pool is destroyed when that returns; then everything must be settled,
/// and `then` says what else must hold.
void explore_pool(plan how, setting where, const std::function<void(rig&, cadre::pool&)>& scenario,
                  const std::function<void(const rig&)>& then = nullptr);

}  // namespace schedule
