// cadre/default_size.hpp - how many threads a pool has if nobody says otherwise.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <cstddef>
#include <string>

namespace cadre {

/// The processors that this process may use: those of its affinity, or fewer if the quota of its control group, or of
/// one above, comes to fewer (rounded up; version 1 and 2). At least 1. Reads a few files at each call.
[[gnu::visibility("default")]] std::size_t default_size() noexcept;

/// The same with `root` in the place of "/": below it are looked up proc/self/cgroup and sys/fs/cgroup. For tests, and
/// for systems that are mounted elsewhere.
[[gnu::visibility("default")]] std::size_t default_size(const std::string& root) noexcept;

}  // namespace cadre
