// The log for people: lines on stderr, not too many of one kind.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <vector>

#include "cadre/shim/deprecation_log.hpp"
#include "deprecation/deprecation_text.hpp"

namespace cadre::shim {

enum class volume {
  few,  ///< the first places of a member, then a line that says that there are more
  all,
};

/// Writes the record, and its callers if it has any.
///
/// Thread safety: any thread.
void log_record(const deprecation_record& record, volume wanted);

/// How many records of each member `log_record` has left out.
std::vector<hidden_places> hidden_records();

/// Begins to count anew, as a process does that was forked. Takes no lock and no memory.
void forget_records() noexcept;

}  // namespace cadre::shim
