// cadre/memory_worker.hpp - keeps its tasks until it is told to run one.
//
// Part of Cadre; terms in LICENSE at the top of the repository. Read exclusive_worker.hpp first.

#pragma once

#include <functional>
#include <memory>

#include "cadre/exclusive_worker.hpp"

namespace cadre {

/// An exclusive worker without a thread: a test, or a loop of your own, says when the next task runs.
///
/// Exclusive as long as one thread performs at a time, which is the caller's duty (MW-10).
/// After quit, accepted tasks can still be performed (MW-05).
class [[gnu::visibility("default")]] memory_worker final : public exclusive_worker {
 public:
  /// Runs the oldest task and returns true; false, for ever after quit, when none waits (MW-03, MW-04,
  /// MW-06). A task that throws is gone by then; the exception comes out, and the next call goes on
  /// with the next task (MW-07). A performer keeps the tasks alive after the worker is gone.
  using performer = std::function<bool()>;

  memory_worker();
  ~memory_worker() override;

  /// Keeps `work`; also from inside a task, behind what waits (MW-02, MW-08). Constant.
  void submit(task work) override;
  void quit() override;
  [[nodiscard]] bool closed() const noexcept override;
  [[nodiscard]] bool running_here() const noexcept override;
  bool try_executing_one() override;

  /// What makes this worker's tasks run (MW-01). Copies do the same.
  [[nodiscard]] performer perform() const;

 private:
  class queue;
  std::shared_ptr<queue> queue_;
};

}  // namespace cadre
