// What becomes of a task that a pool has no room for.

#pragma once

#include "cadre/backlog_bound.hpp"
#include "engine.hpp"

namespace cadre {

/// Does with `work` what the bound says. Throws backlog_full; what submitting throws; and for a thread of the pool
/// itself that would wait for room, std::system_error (resource_deadlock_would_occur).
void overflow(engine& of, const backlog_bound& bound, bool on_own_thread, task& work);

}  // namespace cadre
