// What an engine tells of itself, and those who wait to hear of it.

#include <algorithm>
#include <mutex>

#include "engine.hpp"

namespace cadre {

using guard = std::lock_guard<sync::quick_mutex>;

// Tasks that ended are counted before those that were accepted: so none has ended that was not accepted.
team_statistics engine::read() const noexcept {
  team_statistics now = books_.statistics();
  now.dropped = dropped_.load(std::memory_order_acquire);
  const std::uint64_t ended = now.ran + now.failed + now.dropped;
  now.ran += ran_here_.load(std::memory_order_acquire);
  now.failed += failed_here_.load(std::memory_order_acquire);
  now.accepted = queue_.accepted();
  const std::size_t threads = now.idle;
  const std::size_t outstanding = now.accepted - ended;
  now.busy = std::min(outstanding, threads);
  now.idle = threads - now.busy;
  now.backlog = outstanding - now.busy;
  now.accepted += accepted_here_.load(std::memory_order_relaxed);
  return now;
}

team_statistics engine::statistics() const {
  const guard lock(mutex_);
  return read();
}

bool engine::idle() const {
  const guard lock(mutex_);
  const team_statistics now = read();
  return books_.at_rest() && now.accepted == now.ran + now.failed + now.dropped;
}

bool engine::quiescent() const {
  const guard lock(mutex_);
  const team_statistics now = read();
  const std::size_t left_alone = books_.have() == 0 ? now.backlog : 0;
  return books_.at_rest() && now.accepted == now.ran + now.failed + now.dropped + left_alone;
}

bool engine::ended() const {
  {
    const guard lock(mutex_);
    if (!books_.finished(queue_.backlog())) return false;
  }
  return source_->threads().all_ended();
}

// Under the lock of the books.
bool engine::observed(interest least) const noexcept {
  return std::any_of(observers_.begin() + static_cast<unsigned>(least), observers_.end(),
                     [](std::size_t count) { return count > 0; });
}

void engine::observation::add(int change) {
  of_.on_books(
      [&](auto&, auto&, auto) { of_.observers_.at(static_cast<unsigned>(in_)) += static_cast<std::size_t>(change); });
}

void engine::begin_stop() {
  on_books([](pool_books& books, pool_decisions&, auto now) {
    books.each([now](pool_worker& who) {
      if (who.seen_after.load(std::memory_order_relaxed) != who.ended()) who.see(now);
    });
  });
}

stop_report engine::report_stop() const {
  stop_report report;
  {
    const guard lock(mutex_);
    report.dropped = dropped_.load(std::memory_order_acquire) - dropped_at_quit_;
  }
  report.still_running = source_->threads().stragglers(now());
  return report;
}

}  // namespace cadre
