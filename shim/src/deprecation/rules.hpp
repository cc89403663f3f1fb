// The policy in force.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include "deprecation/policy.hpp"
#include "deprecation/use_table.hpp"

namespace cadre::shim {

/// What the rules say of a use. Reports, once, what is wrong with those of the environment.
///
/// Thread safety: any thread. Called after a use is published, or the entry may go by rules that were changed
/// meanwhile.
deprecation_action action_for(use& entry);

}  // namespace cadre::shim
