// cadre/serial_worker.hpp - runs its tasks one after the other, on another worker: a strand.
//
// Part of Cadre; terms in LICENSE at the top of the repository. Read exclusive_worker.hpp first.

#pragma once

#include <cstddef>
#include <memory>

#include "cadre/error_sink.hpp"
#include "cadre/exclusive_worker.hpp"

namespace cadre {

/// How a serial_worker is made: with designated initialisers, say only what differs.
struct serial_options {
  std::size_t in_a_row = 64;  ///< so many tasks, then others at the worker below have their turn; at least 1
  error_sink errors = {};     ///< an empty one: errors go where the worker below reports its own
};

/// An exclusive worker without a thread of its own: its tasks run in tasks of another worker, a pool for one. What only
/// its tasks touch needs no lock, and no thread stands in a queue for it: many of them can share one pool.
///
/// While tasks wait, one task of the worker below, a *run*, waits there or runs. A run takes the tasks that wait, up to
/// `in_a_row`; if more are left, it submits the next run, behind whatever waits below by then.
///
///   | the worker below                 | what becomes of the tasks                                               |
///   |----------------------------------|-------------------------------------------------------------------------|
///   | refuses a task's first run       | `submit` throws what it threw; other tasks are not affected             |
///   | refuses the next run             | they were accepted: the current run goes on with them                   |
///   | destroys a run unrun             | each is destroyed, and reported as task_dropped; later ones are welcome |
///   | loses the thread of a run        | the next run goes on with them; if it is refused, they are dropped      |
///   | has quit                         | those accepted still run; `submit` throws already_quit                  |
///
/// Thread safety: any member from any thread. Ordering: as of every exclusive worker, on whatever threads the tasks
/// run.
///
/// Errors: what a task throws is reported, and the next task runs. What the worker below throws out of a `submit`
/// though it took the run (a lock_worker passes on what a task of its own threw) is reported as well.
///
/// Lifetime: the worker below must outlive this one; it is not owned. The destructor quits, and waits for no task, only
/// for the end of a submit below in which a run hands over at that moment. What was accepted still runs. Once the
/// destructor has returned, nothing uses the worker below any more: the run that is under way there takes all tasks
/// that are left, however many. A task may destroy its worker.
class [[gnu::visibility("default")]] serial_worker final : public exclusive_worker {
 public:
  /// Throws std::invalid_argument if `in_a_row` is 0.
  explicit serial_worker(worker& below, serial_options options = {});
  ~serial_worker() override;

  /// Queues `work`; and submits a run to the worker below if none is sure to come. It waits and runs tasks only where
  /// the worker below does so in its own submit. Throws what that throws, without effect. Constant, plus one submit
  /// below for each time that nothing was under way.
  void submit(task work) override;
  void quit() override;
  [[nodiscard]] bool closed() const noexcept override;
  [[nodiscard]] bool running_here() const noexcept override;
  [[nodiscard]] error_sink errors() const override;
  bool try_executing_one() override;
  /// That of the worker below, if it is exclusive: its lock is held as well.
  void after_release(task follow_up) override;

 private:
  class state;
  std::shared_ptr<engine> home() const noexcept override;

  worker& below_;
  std::shared_ptr<state> state_;
};

}  // namespace cadre
