// What the facade calls when jobs end without having run.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <cstdint>
#include <string_view>

namespace cadre::shim {

/// Counts a job that was submitted to a stopped pool and dropped (L-30). The legacy pool says nothing, so the
/// log does at debug level only. Without a name: the pool is no more, only a handle on its queue.
[[gnu::visibility("default")]] void note_dropped_submit(std::string_view pool_name) noexcept;

/// The jobs of the process that `note_dropped_submit` was told of.
[[gnu::visibility("default")]] std::uint64_t dropped_submits() noexcept;

/// Warns of jobs that were accepted and destroyed with their pool; says nothing of none.
[[gnu::visibility("default")]] void report_unrun(std::uint64_t jobs, std::string_view pool_name) noexcept;

}  // namespace cadre::shim
