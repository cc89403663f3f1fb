// A pool's decisions: a state machine without threads, locks or user code.
//
// Workers that have tasks take the next one by themselves. The books are asked only when a worker finds nothing, has
// found something again, comes or goes; when somebody changes the limits; and when a submitter has met the watch. The
// same events in the same order always give the same decisions. No event needs memory, so none can fail.

#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "cadre/team.hpp"
#include "pool_worker.hpp"
#include "sizing.hpp"

namespace cadre {

/// What is to be done, under no lock.
struct pool_decisions {
  pool_worker_row dismiss;                 ///< these are gone from the books, and may sleep
  pool_worker_ptr wake;                    ///< this one has been told to look, and may sleep
  std::size_t obtain = 0;                  ///< so many workers are to be created
  bool drop = false;                       ///< nobody will ever run what waits
  std::optional<clock::time_point> alarm;  ///< when to settle again, if nothing happens before

  [[nodiscard]] bool none() const { return dismiss.empty() && !wake && obtain == 0 && !drop && !alarm; }
  void call_at(clock::time_point when) { alarm = alarm ? std::min(*alarm, when) : when; }
};

/// What the queue says of its tasks, each figure no older than those before it.
struct demand {
  std::uint64_t accepted = 0;  ///< tasks that were ever accepted
  std::uint64_t dropped = 0;   ///< of them, those that nobody will run
  std::size_t waiting = 0;     ///< in the queue
};

/// How fast a pool changes by itself. Zero: at once, or never.
struct pool_pace {
  clock::duration idle_timeout{0};       ///< threads above the minimum that idle so long leave
  clock::duration creation_interval{0};  ///< between two threads that are created because tasks wait
};

class pool_books {
 public:
  using time_point = clock::time_point;

  explicit pool_books(pool_pace pace) : pace_(pace) {}

  // Each event is followed by settle(). `waiting`: tasks in the queue. Workers run and count tasks meanwhile.

  /// A worker was created: the only one of the row, which is empty afterwards unless the worker is lost
  /// already.
  void joined(pool_worker_row& one, std::size_t waiting, time_point now) noexcept;
  /// So many that were to be created could not be. The next attempt waits longer each time, except for those that are
  /// urgent. True at the first failure of a series.
  bool no_capacity(std::size_t missing, time_point now) noexcept;
  /// A submitter found no worker: true if it is to create one.
  bool staff() noexcept;
  /// A worker is about to look for a task: false if it is to leave instead.
  bool stays(pool_worker& who, std::size_t waiting, pool_decisions& out) noexcept;
  /// It has looked: it has found a task, or is to look again or to wait; to look only if it `may_go_on`.
  void looked(pool_worker& who, bool found, bool may_go_on, time_point now) noexcept;
  /// A worker's thread is being ended by force.
  void lost(pool_worker& who, pool_decisions& out) noexcept;

  void grow(std::size_t count) noexcept { size_.grow(count); }
  void shrink(std::size_t count) noexcept { size_.shrink(count, have()); }
  void set_limits(team_limits limits) noexcept { size_.set(limits, have()); }
  void quit() noexcept { size_.quit(); }
  void block() noexcept { size_.block(); }
  void unblock() noexcept { size_.unblock(); }

  /// Somebody asked for workers, or one was lost: no attempt to create one is put off.
  enum class urgency { normal, urgent };

  /// Decides what follows. Of tasks that come after `tasks` was read it says nothing.
  void settle(const demand& tasks, time_point now, urgency how, pool_decisions& out) noexcept;

  /// A task that comes now should be noticed, since more workers could serve it.
  [[nodiscard]] bool watching() const noexcept;
  /// Nobody would run a task that comes now, though somebody could be created.
  [[nodiscard]] bool unstaffed() const noexcept;
  /// Some busy worker is to leave.
  [[nodiscard]] bool surplus(std::size_t waiting) const noexcept { return have() > size_.least(waiting > 0); }
  /// Nothing will ever happen any more.
  [[nodiscard]] bool finished(std::size_t waiting) const noexcept {
    return size_.quitting() && have() == 0 && waiting == 0;
  }
  [[nodiscard]] bool quitting() const noexcept { return size_.quitting(); }
  /// No worker has a task.
  [[nodiscard]] bool at_rest() const noexcept { return busy_ == 0 && starting_ == 0; }

  /// All that there are, in no order.
  template <class Visit>
  void each(Visit visit) const {
    for (const pool_worker_row* row : {&parked_, &workers_})
      for (const pool_worker_ptr& who : *row) visit(*who);
  }
  [[nodiscard]] std::size_t have() const noexcept { return workers_.size() + parked_.size() + starting_; }
  /// No more workers can come.
  [[nodiscard]] bool at_most() const noexcept { return have() >= size_.most(); }

  /// Counters of tasks as the workers have written them, and sizes; what waits is not theirs to know.
  [[nodiscard]] team_statistics statistics() const noexcept;

 private:
  using state = pool_worker::state;

  void leave(pool_worker& who, pool_decisions& out) noexcept;
  bool dismiss_one(pool_decisions& out) noexcept;
  void release_idle(std::size_t waiting, time_point now, pool_decisions& out) noexcept;
  void obtain(const demand& tasks, time_point now, urgency how, pool_decisions& out) noexcept;
  [[nodiscard]] std::size_t unserved(const demand& tasks) const noexcept;
  [[nodiscard]] std::uint64_t ended() const noexcept;
  void set(pool_worker& who, state now) noexcept;
  void count(state which, int change) noexcept;
  pool_worker_row& row_of(state which) noexcept { return which == state::parked ? parked_ : workers_; }

  const pool_pace pace_;
  sizing size_{{0, 0}};
  pool_worker_row parked_;   // the last that came is in front
  pool_worker_row workers_;  // busy or looking
  std::size_t busy_ = 0;
  std::size_t looking_ = 0;
  std::size_t starting_ = 0;
  time_point create_from_{};     // not before, unless it is urgent
  clock::duration set_back_{0};  // after the failures so far
  std::uint64_t ran_ = 0;        // by workers that have left
  std::uint64_t failed_ = 0;
};

}  // namespace cadre
