#include "deprecation/text_log.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <atomic>

#include "deprecation/logger.hpp"

namespace cadre::shim {
namespace {

constexpr std::size_t shown_places = 5;

// Tickets, one for each place of a member: whoever draws one of the first writes its line. They guard nothing, so
// relaxed.
constinit std::array<std::atomic<std::size_t>, deprecations.size()> places{};

std::size_t row_of(const deprecation& what) {
  return static_cast<std::size_t>(std::ranges::find(deprecations, what.id, &deprecation::id) - deprecations.begin());
}

void write(const deprecation_record& record) {
  log(log_level::warning, to_string(record));
  for (const std::string& caller : record.callers) log(log_level::warning, fmt::format("    from {}", caller));
}

}  // namespace

void log_record(const deprecation_record& record, volume wanted) {
  if (!shows(log_level::warning)) return;
  if (wanted == volume::all) return write(record);
  const std::size_t place = places[row_of(record.what)].fetch_add(1, std::memory_order_relaxed);
  if (place < shown_places) write(record);
  if (place == shown_places)
    log(log_level::warning, fmt::format("{} is used at more than {} places: the others are counted, not shown",
                                        record.what.member, shown_places));
}

std::vector<hidden_places> hidden_records() {
  std::vector<hidden_places> hidden;
  for (std::size_t row = 0; row < places.size(); ++row) {
    const std::size_t count = places[row].load(std::memory_order_relaxed);
    if (count > shown_places) hidden.push_back({deprecations[row].id, count - shown_places});
  }
  return hidden;
}

void forget_records() noexcept {
  for (auto& each : places) each.store(0, std::memory_order_relaxed);
}

}  // namespace cadre::shim
