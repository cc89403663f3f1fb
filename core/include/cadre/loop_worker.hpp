// cadre/loop_worker.hpp - runs tasks on the thread that drives it, main's for one.
//
// Part of Cadre; terms in LICENSE at the top of the repository. Read exclusive_worker.hpp and pool.hpp first.

#pragma once

#include <cstddef>
#include <memory>
#include <string>

#include "cadre/clock.hpp"
#include "cadre/error_sink.hpp"
#include "cadre/exclusive_worker.hpp"
#include "cadre/pool.hpp"
#include "cadre/thread_factory.hpp"

namespace cadre {

class pending_calls;

/// How a loop is made: with designated initialisers, say only what differs.
struct loop_options {
  error_sink errors = {};
  std::shared_ptr<clock> time = {};            ///< for submit_at, run_for and the default pool; a steady clock if none
  bool register_thread = true;                 ///< in_loop_thread() is true on the thread that drives it (R-30, C-06)
  std::string pool_name = "default";           ///< of the default pool
  thread_factory pool_threads = start_thread;  ///< likewise
  thread_hooks pool_hooks = {};                ///< likewise
};

/// An exclusive worker without a thread: `run`, `run_for` or `poll`, on a thread of your choice, drives it. A `submit`
/// from any thread wakes it.
///
/// Ordering: a turn runs the calls that were there when it began, in the order in which they came; then what is
/// due of submit_at, in the order of time. What is submitted meanwhile, by these very tasks for one, waits for the next
/// turn, which follows at once. So neither calls nor times can starve the other.
///
///   |          | submit, submit_at | default_pool   | blocking_call | when driven                           |
///   |----------|-------------------|----------------|---------------|---------------------------------------|
///   | open     | accept            | makes it       | accepted      | runs what is accepted, waits for more |
///   | quit     | throw             | makes it       | throws        | runs what is accepted, then returns   |
///   | stopping | accept            | throws         | throws        | runs what is accepted, and the pool   |
///   | stopped  | throw             | throws         | throws        | returns at once                       |
///
/// `quit` leads from open to quit; `stop`, once the driver sees it, to stopping; the end of the default pool's tasks
/// to stopped. What throws there is already_quit (DEF-31).
///
/// Thread safety: any member from any thread, tasks included. One thread drives it at a time. Destruction may not
/// overlap that, nor another call; except one that has had its effect and is on its way back, such as a `submit` whose
/// task has run, and one that waits in blocking_call.
///
/// Errors: what a task throws goes to the error sink, and the rest still run. A task that ends its thread by
/// force (pthread_exit) ends that drive; whoever drives next goes on behind it.
///
/// Lifetime: the destructor quits. What still waits, here and in the default pool, is destroyed unrun, and each is
/// reported to the error sink as task_dropped; then it waits for the default pool's threads, unless it is on one. To
/// have everything run, call `stop` and drive it to the end before.
///
/// Cost: a submit takes one short lock, 80 bytes from the heap until the task starts, and a system call if the loop
/// sleeps, only then. It never waits for a task. A loop that waits costs no processor time. submit_at is
/// logarithmic in the number of those that wait. With a clock of your own, the loop is woken by that clock.
///
/// Fork: not to be used in a child process of one that has other threads (C-23).
class [[gnu::visibility("default")]] loop_worker final : public exclusive_worker {
 public:
  /// Throws std::invalid_argument for an empty thread factory.
  explicit loop_worker(loop_options options = {});
  ~loop_worker() override;

  /// Queues `work` and returns, on the loop's thread too; before the loop is driven, for its first turn.
  void submit(task work) override;
  /// Runs `work` in the first turn whose calls end at `when` or later, behind them; at the same time in the order of
  /// the calls of this. Throws as `submit` does.
  void submit_at(clock::time_point when, task work);
  /// What the loop's clock says.
  [[nodiscard]] clock::time_point now() const;

  /// Drives it on this thread: takes one turn after the other, sleeps in between, and returns after `stop`, or when it
  /// has quit and nothing is left, times included. Returns how many tasks it ran, failed ones included.
  ///
  /// This and the following two throw std::system_error before anything changes: resource_deadlock_would_occur inside
  /// of the loop's own tasks and on the default pool's threads, device_or_resource_busy while another thread drives it.
  std::size_t run();
  /// The same, but returns at the latest after the first turn that begins `at_most` from now or later. No turn is cut
  /// short. With 0 or less it is `poll`.
  std::size_t run_for(clock::duration at_most);
  /// One turn; does not wait.
  std::size_t poll();

  /// Asks the loop to end. From any thread, from its tasks, and from signal handlers: it takes no lock and no memory,
  /// and leaves errno as it was. Calling it again changes nothing; before `run` it holds for the next one.
  ///
  /// The driver sees it before its next turn. Then, turn by turn: blocking_calls that wait fail, and so do new ones, so
  /// that no thread of the pool waits for the loop (C-18, R-28); the default pool takes no more tasks, and while it
  /// runs those that it has, the loop goes on with its turns, so that what they deliver arrives; when the
  /// pool's threads have ended, the loop quits, and drops times that are not due, each reported as task_dropped; what
  /// is left runs, and the drive returns. A task of the pool that never ends holds it up (C-19). Meanwhile the loop
  /// looks every 2 ms whether the pool has ended; afterwards it is gone.
  void stop() noexcept;

  /// Refuses new tasks at once. What was accepted still runs while the loop is driven. The default pool goes on.
  void quit() override;
  [[nodiscard]] bool closed() const noexcept override;
  [[nodiscard]] bool running_here() const noexcept override;
  [[nodiscard]] error_sink errors() const override;
  /// Inside of a task: runs the next one of the turn, or the oldest of those that came since.
  bool try_executing_one() override;

  /// The pool that comes with the loop, 0 to 10 threads, made by the first call. Until the loop is driven it keeps its
  /// tasks, and has 0 for a maximum; if the loop is never driven, they are dropped (R-11 … R-16). The reference is good
  /// until the loop has stopped: use it in tasks of the loop or the pool, or before. Throws already_quit once the
  /// driver has seen `stop`, and what making a pool throws.
  [[nodiscard]] pool& default_pool();
  /// The same; the pool is not gone before the last of these is. For other threads, for a short time.
  [[nodiscard]] std::shared_ptr<pool> share_default_pool();
  /// Sets the default pool's maximum; before the loop is driven, for then. Throws std::invalid_argument below
  /// 1, otherwise as default_pool and pool::set_limits do.
  void suggest_pool_size(int most);

  /// The loop that this thread drives, the innermost of several; null if there is none.
  [[nodiscard]] static loop_worker* current() noexcept;

 private:
  friend std::shared_ptr<pending_calls> calls_of(const loop_worker& loop) noexcept;
  class state;
  std::shared_ptr<state> state_;
};

}  // namespace cadre
