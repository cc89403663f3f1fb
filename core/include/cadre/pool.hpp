// cadre/pool.hpp - a team of threads.
//
// Part of Cadre; terms in LICENSE at the top of the repository. Read team.hpp first.

#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>

#include "cadre/backlog_bound.hpp"
#include "cadre/clock.hpp"
#include "cadre/default_size.hpp"
#include "cadre/error_sink.hpp"
#include "cadre/handle.hpp"
#include "cadre/stop_report.hpp"
#include "cadre/team.hpp"
#include "cadre/thread_factory.hpp"
#include "cadre/worker.hpp"

namespace cadre {

/// What runs at the start and at the end of each thread of a pool, on that thread: the place to open
/// and close what a thread keeps to itself, a connection for one. Empty ones do nothing; what they
/// throw goes to the error sink. A thread that a task ends by force (pthread_exit, cancellation) skips its
/// exit hook.
struct thread_hooks {
  std::function<void()> start;
  std::function<void()> exit;
};

/// How a pool is made: with designated initialisers, say only what differs.
struct pool_options {
  team_limits limits = {0, default_size()};
  std::string name = "pool";  ///< threads are called name/1, name/2, … (DEF-39)
  error_sink errors = {};
  thread_factory factory = start_thread;
  thread_hooks hooks = {};
  backlog_bound backlog = {};            ///< how many tasks may wait
  clock::duration idle_timeout{0};       ///< threads above the minimum that idle so long leave; 0: none (DEF-40)
  clock::duration creation_interval{0};  ///< between two threads that are created because tasks wait; 0: none
  std::shared_ptr<clock> time = {};      ///< for these, and for deadlines (P-10); a steady clock if there is none
};

/// A team of threads, with limits that can be changed while it runs.
///
/// Thread safety, sizes, errors: as a team's; but it has no coordinator to step. Each call has had its effect when it
/// returns: after `set_limits` and `grow` the number of threads is exact. Threads are created, under no lock, by the
/// thread that calls `submit`, `grow` or `set_limits`, or by a pool thread when one was lost or tasks still wait.
///
/// Ordering: tasks start in the order in which they were accepted (DEF-19); a task starts when a thread takes it. They
/// may overlap and end in any order.
///
/// Cost: submitting and starting a task take one short lock each; waking a thread that sleeps costs some microseconds
/// more. A thread that runs out of work looks for more for up to 30 microseconds before it sleeps. Idle threads cost
/// no processor time.
///
/// Creation fails: with a thread there, tasks wait for it, and another attempt is made after 10 ms, then after twice as
/// long each time, up to a second. The first failure of a series goes to the error sink.
///
/// Lifetime: the destructor quits, runs what was accepted, and joins the threads. On a thread of the pool itself, and
/// after a `stop` that left some threads running, it does not wait: the threads finish by themselves.
///
/// Fork: a child process has none of the threads. There every call that would need one throws std::system_error
/// (operation_not_permitted), and the destructor returns at once and leaves everything as it is. Make a new pool there.
class [[gnu::visibility("default")]] pool final : public worker {
 public:
  /// Starts limits.min threads. Throws std::invalid_argument if min > max, for an empty factory, a bound of 0 and a
  /// negative time; and what the factory throws: then nothing is left running.
  explicit pool(pool_options options = {});
  ~pool() override;

  /// Runs `work` once, on a thread of the pool (T-04). If there is no thread and none can be created,
  /// throws what the factory threw, without effect; if there is one, the task waits for it. If the backlog is full,
  /// does what backlog_bound says; a task of this pool that would have to wait gets std::system_error
  /// (resource_deadlock_would_occur). Constant.
  void submit(task work) override;

  /// Submits `work`, and gives a handle on it; see handle.hpp. One allocation more.
  [[nodiscard]] handle spawn(task work);

  /// As a team's. With fewer threads than the minimum it counts from those that are there, and the minimum is obtained
  /// as well; so `grow(0)` only tries again at once what could not be created.
  void grow(std::size_t count);
  void shrink(std::size_t count);
  void set_limits(team_limits limits);
  [[nodiscard]] team_limits limits() const;
  /// Linear in the number of threads.
  [[nodiscard]] team_statistics statistics() const;
  [[nodiscard]] std::string name() const;

  /// For threads created from now on.
  void set_name(std::string name);
  /// For threads created from now on. Throws std::invalid_argument for an empty factory.
  void set_thread_factory(thread_factory factory);
  /// For threads created from now on.
  void set_thread_hooks(thread_hooks hooks);

  /// Accepts no more tasks; those accepted still run. Does not wait.
  void quit() override;
  [[nodiscard]] bool closed() const noexcept override;
  [[nodiscard]] bool running_here() const noexcept override;
  [[nodiscard]] error_sink errors() const override;
  /// True in a process that was forked from the one that made this pool.
  [[nodiscard]] bool inherited() const noexcept;

  /// Quits unless that was done, and comes back when all threads have ended, or when `within` is over. What still waits
  /// then is dropped, and tasks that still run go on: they own what they touch. Says what was dropped and what runs.
  ///
  /// Draining may create one thread if there is none, and if none can be had drops what waits. It may be called
  /// again, and by several threads at once: each waits for the end, or for its own deadline. A destructor of a dropped
  /// task, or an error sink, can hold it up. On a thread of the pool, or in a task of it, it throws std::system_error
  /// (resource_deadlock_would_occur) before anything has changed.
  stop_report stop(stopping how = stopping::drain, clock::duration within = clock::duration::max());

  /// Destroys all tasks that wait for a thread to take them; each is reported to the error sink as task_dropped.
  /// Returns how many. Throws already_quit once the pool has quit and nothing is left.
  std::size_t drop_backlog();

  /// As team::wait. While somebody waits, each task costs its thread a wake-up: for the end of all of them there are
  /// wait_idle and wait_quiescent, which cost the tasks nothing.
  void wait(const std::function<bool(const team_statistics&)>& condition) const;
  /// Blocks until nothing that was accepted is unfinished. While limits().max is 0, what waits stays
  /// unfinished. From a task of this pool it throws std::system_error (resource_deadlock_would_occur).
  void wait_idle() const;
  /// As wait_idle; but if the pool has no thread, since its maximum is 0 or none can be created, it does not wait for
  /// tasks that wait for one.
  void wait_quiescent() const;
  /// Blocks until there are no more threads than the limits allow and those that left have ended. From
  /// a task of this pool it throws std::system_error (resource_deadlock_would_occur).
  void join_surplus();

 private:
  class state;
  std::shared_ptr<engine> home() const noexcept override;

  std::unique_ptr<state> state_;
};

}  // namespace cadre
