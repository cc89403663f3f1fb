// How many threads this process has, as the kernel counts them.

#pragma once

#include <cstddef>
#include <filesystem>
#include <iterator>

namespace support {

/// A thread that has been joined may be counted for a moment longer: poll for what you expect.
inline std::size_t liveThreads() {
  const std::filesystem::directory_iterator tasks("/proc/self/task");
  return static_cast<std::size_t>(std::distance(begin(tasks), end(tasks)));
}

}  // namespace support
