#include "lifecycle.hpp"

#include <algorithm>
#include <stdexcept>
#include <system_error>

namespace threadpool {

void lifecycle::begin(bool on_pool_thread) {
  std::unique_lock lock(mutex_);
  if (stopping() && on_pool_thread)
    throw std::system_error(std::make_error_code(std::errc::resource_deadlock_would_occur),
                            "threadpool: a pool thread cannot start the pool that is being stopped: the stop waits for "
                            "that thread");
  changed_.wait(lock, [this] { return !stopping(); });
  joined_.store(false, std::memory_order_release);
  become(phase::running);
}

bool lifecycle::end() {
  std::unique_lock lock(mutex_);
  joined_.store(true, std::memory_order_release);
  if (phase_ == phase::running) {
    at_stop_ = sizes_;
    become(phase::draining);
    return true;
  }
  changed_.wait(lock, [this] { return !stopping(); });
  return false;
}

void lifecycle::drained() {
  const std::lock_guard lock(mutex_);
  become(phase::ending);
}

void lifecycle::ended() {
  const std::lock_guard lock(mutex_);
  become(phase::stopped);
}

void lifecycle::reset(sizes wanted) {
  require(wanted);
  const std::lock_guard lock(mutex_);
  if (phase_ == phase::running || stopping())
    throw std::logic_error("threadpool: setState on a running pool; stop it first");
  sizes_ = wanted;
  joined_.store(false, std::memory_order_release);
  become(phase::created);
}

bool lifecycle::started() const {
  const std::lock_guard lock(mutex_);
  return phase_ == phase::running;
}

sizes lifecycle::wanted() const {
  const std::lock_guard lock(mutex_);
  return sizes_;
}

std::pair<cadre::team_limits, std::uint64_t> lifecycle::limits() const {
  const std::lock_guard lock(mutex_);
  if (phase_ != phase::running && phase_ != phase::draining) return {{0, 0}, edition_};
  const sizes now = phase_ == phase::running ? sizes_ : at_stop_;
  // Set one by one, the minimum may stand above the maximum for a while.
  const auto max = static_cast<std::size_t>(now.max);
  return {{std::min(static_cast<std::size_t>(now.min), max), max}, edition_};
}

void lifecycle::become(phase next) {
  phase_ = next;
  ++edition_;
  changed_.notify_all();
}

}  // namespace threadpool
