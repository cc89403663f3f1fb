#include "deprecation/lost_jobs.hpp"

#include <fmt/format.h>

#include <atomic>
#include <string>

#include "deprecation/logger.hpp"

namespace cadre::shim {
namespace {

// Guards nothing, so relaxed: a reader gets all increments that happened before its load.
constinit std::atomic<std::uint64_t> dropped{0};

}  // namespace

void note_dropped_submit(std::string_view pool_name) noexcept try {
  const std::uint64_t count = dropped.fetch_add(1, std::memory_order_relaxed) + 1;
  if (!shows(log_level::debug)) return;
  const std::string why = pool_name.empty() ? "its pool was destroyed" : fmt::format("pool '{}' is stopped", pool_name);
  log(log_level::debug, fmt::format("a job was dropped: {} (dropped by all pools so far: {})", why, count));
} catch (...) {
  // Counted, but there is no memory for the line.
}

std::uint64_t dropped_submits() noexcept {
  return dropped.load(std::memory_order_relaxed);
}

void report_unrun(std::uint64_t jobs, std::string_view pool_name) noexcept try {
  if (jobs == 0 || !shows(log_level::warning)) return;
  log(log_level::warning,
      fmt::format("{} of pool '{}' never ran: it was destroyed before it could start {}",
                  jobs == 1 ? "1 job" : fmt::format("{} jobs", jobs), pool_name, jobs == 1 ? "it" : "them"));
} catch (...) {
  // Without memory there is no line.
}

}  // namespace cadre::shim
