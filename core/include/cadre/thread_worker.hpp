// cadre/thread_worker.hpp - runs tasks in order, on one thread.
//
// Part of Cadre; terms in LICENSE at the top of the repository. Read exclusive_worker.hpp first.

#pragma once

#include <functional>
#include <memory>

#include "cadre/error_sink.hpp"
#include "cadre/exclusive_worker.hpp"

namespace cadre {

/// Starts a thread that runs `body` once. Throws if it cannot. Whoever supplies it joins the thread
/// (W-14).
using thread_starter = std::function<void(std::function<void()> body)>;

/// An exclusive worker with a thread of its own (TW-04).
///
/// `quit` neither waits nor joins, and may be called by a task (TW-07): what was accepted still runs,
/// then the thread's body returns (TW-05). An accepted task always runs: closing and queueing exclude
/// each other (DEF-09). A task that throws is reported to the sink and the thread goes on (DEF-10). A
/// task is destroyed before the next one is waited for (DEF-11).
///
/// A task that ends its thread by force (pthread_exit, cancellation) ends the worker: what waits is
/// destroyed unrun and `submit` throws already_quit.
class [[gnu::visibility("default")]] thread_worker final : public exclusive_worker {
 public:
  /// Calls `start` exactly once (TW-01). Throws std::invalid_argument for an empty one and what it
  /// throws (TW-10); then there is no worker.
  explicit thread_worker(const thread_starter& start, error_sink errors = {});
  ~thread_worker() override;

  /// Queues `work` and returns; from a task of this worker too (TW-03, TW-08). Constant.
  void submit(task work) override;
  void quit() override;
  [[nodiscard]] bool closed() const noexcept override;
  [[nodiscard]] bool running_here() const noexcept override;
  [[nodiscard]] error_sink errors() const override;
  bool try_executing_one() override;

 private:
  class queue;
  std::shared_ptr<queue> queue_;
};

}  // namespace cadre
