// cadre/worker.hpp - something that runs tasks.
//
// Part of Cadre; terms in LICENSE at the top of the repository. Read task.hpp first.

#pragma once

#include <memory>

#include "cadre/already_quit.hpp"
#include "cadre/error_sink.hpp"
#include "cadre/task.hpp"

namespace cadre {

class engine;

/// Runs tasks, at a time and on a thread that the kind of worker decides (W-01, W-02).
///
///   |         | submit  | quit    | close | closed |
///   |---------|---------|---------|-------|--------|
///   | working | accepts | → quit  | → quit| false  |
///   | quit    | throws  | throws  |       | true   |
///
/// Thread safety: any member from any thread, tasks included (W-05). Destruction may not overlap
/// another call.
///
/// Ordering: `submit(t)` happens before `t` runs.
///
/// Lifetime: a worker that is destroyed without having quit quits then (M-29).
///
/// It also models the Executor of Boost.Thread: `submit`, `close`, `closed`, `try_executing_one`.
class [[gnu::visibility("default")]] worker {
 public:
  worker() = default;
  worker(const worker&) = delete;
  worker& operator=(const worker&) = delete;
  virtual ~worker();

  /// Accepts `work`, to be run once. Throws, without any effect: already_quit after quit,
  /// std::invalid_argument for an empty task, std::bad_alloc, and what the kind of worker adds.
  virtual void submit(task work) = 0;

  /// Refuses new work from now on; what becomes of accepted work is the kind's to say (W-06). Does not
  /// wait for it. Throws already_quit unless this is the first call.
  virtual void quit() = 0;

  /// True once `quit` was called.
  [[nodiscard]] virtual bool closed() const noexcept = 0;

  /// Quits unless that was done.
  void close();

  /// Runs one task that waits here, inside the calling task. False if there is none, and on every
  /// thread that is not running a task of this worker.
  virtual bool try_executing_one();

  /// True inside a task of this worker, on the thread that runs it; false for kinds that do not keep
  /// track. Linear in the depth to which the calling thread's tasks nest.
  [[nodiscard]] virtual bool running_here() const noexcept;

  /// Where errors of its tasks go that no caller can receive; an empty sink for kinds that have none. Whoever makes
  /// something of this worker's tasks reports there as well. Throws what copying the sink throws.
  [[nodiscard]] virtual error_sink errors() const;

 private:
  friend std::shared_ptr<engine> home_of(const worker& of) noexcept;
  virtual std::shared_ptr<engine> home() const noexcept;
};

}  // namespace cadre
