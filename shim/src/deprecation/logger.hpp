// The shim's own logger: the only place that knows spdlog.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <string_view>

namespace cadre::shim {

enum class log_level { debug, warning };

/// Whether a line of this level is shown: see THREADPOOL_LOG_LEVEL in cadre/shim/deprecation_log.hpp.
/// False where the logger cannot be made for want of memory.
bool shows(log_level level) noexcept;

/// Writes one line to stderr, "threadpool: " in front. Works in static constructors and destructors too.
void log(log_level level, std::string_view text) noexcept;

}  // namespace cadre::shim
