// Where records go.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include "cadre/shim/deprecation_log.hpp"
#include "deprecation/text_log.hpp"

namespace cadre::shim {

/// Passes a record to the JSON file, and to the program's sink or the log. Calls the sink under no lock; throws what it
/// throws.
void deliver(const deprecation_record& record, volume wanted);

}  // namespace cadre::shim
