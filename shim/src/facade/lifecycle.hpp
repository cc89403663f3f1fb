// Started or stopped, and what that means for the number of threads.

#pragma once

#include <atomic>
#include <cadre/team.hpp>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <utility>

#include "sizes.hpp"

namespace threadpool {

/// The state machine of a pool's life, with its sizes. Creates nothing and waits for no job; only for a
/// stop that another thread has under way.
///
///   |          | begin     | end                  | drained  | ended     | limits of the core |
///   |----------|-----------|----------------------|----------|-----------|--------------------|
///   | created  | → running | joined, nothing else |          |           | 0, 0               |
///   | running  | running   | → draining           |          |           | the sizes          |
///   | draining | waits     | waits                | → ending |           | sizes at the stop  |
///   | ending   | waits     | waits                |          | → stopped | 0, 0               |
///   | stopped  | → running | nothing              |          |           | 0, 0               |
class lifecycle {
 public:
  explicit lifecycle(sizes wanted) : sizes_(wanted) {}

  /// Throws std::system_error (resource_deadlock_would_occur) if it had to wait on a pool thread.
  void begin(bool on_pool_thread);
  /// True if the caller is to drain the pool, then call `drained` and `ended`.
  bool end();
  void drained();
  void ended();
  /// Back to created, with these sizes. Throws std::logic_error unless created or stopped.
  void reset(sizes wanted);

  [[nodiscard]] bool started() const;
  [[nodiscard]] bool joined() const noexcept { return joined_.load(std::memory_order_acquire); }

  [[nodiscard]] sizes wanted() const;
  /// Calls change(sizes&) and stores what it leaves. What it throws comes out, and nothing is stored.
  template <class Change>
  void change(Change change) {
    const std::lock_guard lock(mutex_);
    sizes next = sizes_;
    change(next);
    sizes_ = next;
    ++edition_;
  }

  /// What the core is to be told now, and the edition of it.
  [[nodiscard]] std::pair<cadre::team_limits, std::uint64_t> limits() const;

 private:
  enum class phase { created, running, draining, ending, stopped };

  void become(phase next);
  [[nodiscard]] bool stopping() const { return phase_ == phase::draining || phase_ == phase::ending; }

  mutable std::mutex mutex_;
  std::condition_variable changed_;
  phase phase_ = phase::created;
  sizes sizes_;
  sizes at_stop_;
  std::uint64_t edition_ = 0;
  // A gate that submissions read without the lock: one that overlaps stop may see either value, and is
  // then kept or dropped. Acquire and release order what the thread that called stop or start did before
  // with what the submitter does after seeing it.
  std::atomic<bool> joined_{false};
};

}  // namespace threadpool
