// cadre/lock_worker.hpp - runs tasks at once, on the caller's thread, under a lock.
//
// Part of Cadre; terms in LICENSE at the top of the repository. Read exclusive_worker.hpp first.

#pragma once

#include <memory>

#include "cadre/error_sink.hpp"
#include "cadre/exclusive_worker.hpp"

namespace cadre {

/// A lock that does not let its owner in again.
class [[gnu::visibility("default")]] lockable {
 public:
  virtual ~lockable();
  virtual void lock() = 0;
  virtual void unlock() = 0;
};

/// An exclusive worker that borrows its callers' threads: `submit` returns when the task has run
/// (LW-02). A task submitted from inside a task waits its turn: the outermost call runs it after the
/// current one, first in first out, in the same critical section, so tasks never nest (LW-04, LW-05).
/// Calls from other threads wait until that is done (LW-06).
///
/// A task that throws does not stop the others: all that wait are run, then the outermost caller gets
/// the first exception, and the error sink the others (DEF-05).
///
/// Tasks run under the lock: that is the contract. Keep them short, and hand on what does not belong
/// there through `after_release`; it runs on the outermost caller's thread once the lock is free, also
/// after a task that threw. What a follow-up throws goes to the error sink.
///
/// `try_executing_one` is false everywhere: tasks never nest.
class [[gnu::visibility("default")]] lock_worker final : public exclusive_worker {
 public:
  /// With a mutex of its own. `others` receives the errors that no caller can.
  explicit lock_worker(error_sink others = {});
  /// With a given lock, which nobody else may use. It is dropped at quit, or at the end of the tasks
  /// that run then (LW-08, LW-09). Throws std::invalid_argument if there is none.
  explicit lock_worker(std::shared_ptr<lockable> lock, error_sink others = {});
  ~lock_worker() override;

  /// Runs `work`; see above. Throws also what locking throws, without effect (DEF-04), and, from the
  /// outermost call, what a task threw. A call that overlaps `quit` either runs or throws
  /// already_quit (LW-11); the flag is looked at again under the lock (DEF-03).
  void submit(task work) override;
  void quit() override;
  [[nodiscard]] bool closed() const noexcept override;
  [[nodiscard]] bool running_here() const noexcept override;
  [[nodiscard]] error_sink errors() const override;
  /// Throws std::logic_error outside of this worker's tasks.
  void after_release(task follow_up) override;

 private:
  class state;
  std::shared_ptr<state> state_;
};

}  // namespace cadre
