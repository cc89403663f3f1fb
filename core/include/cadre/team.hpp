// cadre/team.hpp - many workers behind one.
//
// Part of Cadre; terms in LICENSE at the top of the repository. Read worker.hpp first: a team is a
// worker, made of workers.

#pragma once

#include <cstddef>
#include <cstdint>
#include <exception>
#include <functional>
#include <limits>
#include <memory>

#include "cadre/error_sink.hpp"
#include "cadre/exclusive_worker.hpp"

namespace cadre {

/// How many workers a team may have.
struct team_limits {
  std::size_t min = 0;                                        ///< it keeps at least so many
  std::size_t max = std::numeric_limits<std::size_t>::max();  ///< and at most so many
};

/// How a team is occupied. All figures belong to one moment (DEF-12), already past when you read them.
struct team_statistics {
  std::size_t idle = 0;      ///< workers that wait for a task
  std::size_t busy = 0;      ///< workers that have one
  std::size_t starting = 0;  ///< workers that are being obtained
  std::size_t backlog = 0;   ///< tasks that wait for a worker
  std::uint64_t accepted = 0;
  std::uint64_t ran = 0;      ///< of the accepted: returned
  std::uint64_t failed = 0;   ///< threw
  std::uint64_t dropped = 0;  ///< were destroyed unrun, and reported
  team_limits limits;         ///< as set last

  /// How many workers the team has or is obtaining: idle, busy and starting ones.
  [[nodiscard]] std::size_t workers() const noexcept { return idle + busy + starting; }
};

/// Handed to the error sink for every accepted task that is destroyed unrun.
class [[gnu::visibility("default")]] task_dropped : public std::exception {
 public:
  ~task_dropped() override;
  [[nodiscard]] const char* what() const noexcept override;
};

/// A worker that hands each task to one of its own workers.
///
/// It is told how to obtain a worker, and keeps its books on a *coordinator*: an exclusive worker that
/// runs one piece of book-keeping at a time. With memory workers in both roles a test can step it by
/// hand; every decision is taken in a coordinator task, and no decision runs user code.
///
///   |           | submit, grow, shrink, set_limits | quit      | last task ended |
///   |-----------|----------------------------------|-----------|-----------------|
///   | working   | working                          | finishing | working         |
///   | finishing | throws already_quit              | throws    | finished        |
///   | finished  | throws already_quit              | throws    |                 |
///
/// Thread safety: any member from any thread, tasks included. Destruction may not overlap another call.
///
/// Ordering: tasks start in the order in which the coordinator saw them (DEF-19). They may overlap and
/// end in any order.
///
/// Sizes: a team has a target. It obtains a worker when a task waits and the target or the maximum
/// leaves room, and a worker leaves, before it looks at the backlog, whenever there are more than the
/// target (DEF-13 … DEF-16). While a task waits and the maximum is not 0, one worker stays.
///
/// Lifetime: the destructor quits; accepted tasks still run, and keep alive what they need.
///
/// Errors: what a task throws goes to the error sink, on the task's worker (T-06).
class [[gnu::visibility("default")]] team : public worker {
 public:
  /// Obtains one more worker; null means "none to be had now" (T-09). Called under no lock, after the
  /// coordinator was released, on the thread that drives it. If it throws, the tasks keep waiting and
  /// the error goes to the sink; except that a submit which finds no worker at all is refused with
  /// that error, without effect, if its coordinator works on the caller's thread (DEF-01).
  using worker_source = std::function<std::unique_ptr<worker>()>;

  /// Makes a team without workers; obtains the minimum at the first `set_limits` or `grow`. Throws
  /// std::invalid_argument for an empty coordinator or source, or min above max.
  team(std::unique_ptr<exclusive_worker> coordinator, worker_source source, error_sink errors, team_limits limits = {});
  ~team() override;

  /// Runs `work` once: on an idle worker, else on a new one, else when a worker comes free (T-04).
  /// Constant, and at most one call of the source.
  void submit(task work) override;

  /// Wants `count` more workers, at most the maximum; stops at the first that cannot be had (T-20). A
  /// new worker serves the backlog before it idles. Undoes earlier shrinking first (DEF-13). The first call
  /// obtains the minimum besides; later `grow(0)` obtains only what could not be had before. Throws
  /// already_quit, and what the source threw if the coordinator works on the caller's thread.
  void grow(std::size_t count);

  /// Wants `count` fewer workers, at least the minimum: idle ones leave now, busy ones after their
  /// task (T-22, T-24). Nothing is owed if there are not so many (DEF-15). Throws already_quit.
  void shrink(std::size_t count);

  /// Wants no more than the minimum (T-23). Throws already_quit.
  void shrink();

  /// Sets both limits in one step (DEF-17): surplus workers leave as above, missing ones up to the
  /// minimum are obtained, and as many as tasks wait, up to the maximum (DEF-18). Throws
  /// std::invalid_argument if min > max, already_quit, both without effect; and as `grow` what the
  /// source threw, when the limits are set all the same.
  void set_limits(team_limits limits);

  /// Accepts no more tasks (T-40); those accepted still run, on a temporary worker if there is none
  /// (DEF-20); then the workers quit and, last and once, the coordinator (T-41 … T-45). Does not wait.
  /// If no worker can be had at all, what waits is dropped and reported.
  void quit() override;

  [[nodiscard]] bool closed() const noexcept override;
  [[nodiscard]] bool running_here() const noexcept override;
  [[nodiscard]] error_sink errors() const override;

  /// As of the coordinator's last step. Constant; waits for no task.
  [[nodiscard]] team_statistics statistics() const;

  /// Destroys all tasks that wait, reporting each to the error sink as task_dropped. Returns how many.
  /// With a coordinator that works on the caller's thread it is done on return; else 0 is returned and
  /// it happens later. Throws already_quit once the team is finished.
  std::size_t drop_backlog();

  /// Blocks until `condition` holds of the statistics. It is evaluated on this thread, under no lock, at
  /// first and after each step of the coordinator that it did not miss. No interruption point. From a task of this team
  /// it throws std::system_error (resource_deadlock_would_occur).
  void wait(const std::function<bool(const team_statistics&)>& condition) const;

 private:
  class state;
  std::shared_ptr<state> state_;
};

}  // namespace cadre
