// Which of the two libraries is in the process.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

namespace threadpool {

/// If the environment variable THREADPOOL_DEBUG is set, and to something else than 0: one line on stderr with the
/// library, its version, build-id and file. Programs with raised privileges ignore the variable. Each library calls
/// it when it is loaded.
void announce(const char* library, const char* version) noexcept;

}  // namespace threadpool
