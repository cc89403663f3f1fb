// cadre/with_context.hpp - a worker whose tasks run in the context of those who submit them.
//
// Part of Cadre; terms in LICENSE at the top of the repository. Read context.hpp and worker.hpp first.

#pragma once

#include <atomic>
#include <memory>

#include "cadre/error_sink.hpp"
#include "cadre/worker.hpp"

namespace cadre {

/// Gives each task the context of its submitter, and the task to the worker below.
///
/// A task takes along the whole context that is current when `submit` is called (DEF-36), also an empty one, and has it
/// and no other while it runs, while its callable is destroyed, run or not, and while its error is reported (DEF-33):
/// what it throws goes through the worker below as an error_in_context, which Cadre's workers take off again. Nothing
/// of it is left for the next task on that thread, however the task ends; and the context is let go at its end.
///
/// The worker below decides everything else: where and in which order tasks run, what submit throws besides, what its
/// statistics say (a task that threw has failed), and where errors go. Whether it is exclusive or not, its promise
/// holds for what comes through here. Other submits to it are not concerned: they have no context.
///
/// It is for the outermost place of a chain of workers. One that is made over this one submits when it finds the
/// time, and what would be captured is the context of that moment. A result's continuation is submitted where the
/// result arises: it runs in the context of what it continues, if that came through a with_context too.
///
/// `quit` closes this way to the worker below, which goes on. A worker below that has quit closes this one too.
///
/// Lifetime: the worker below must live as long as this one is in use; destroying this one does not touch it, nor the
/// tasks that came through here.
///
/// Cost: a task takes a block (task.hpp) and one count of the context.
class [[gnu::visibility("default")]] with_context final : public worker {
 public:
  explicit with_context(worker& below) noexcept;
  ~with_context() override;

  void submit(task work) override;
  void quit() override;
  [[nodiscard]] bool closed() const noexcept override;
  /// As the worker below, for all of its tasks.
  [[nodiscard]] bool running_here() const noexcept override;
  /// Any task of the worker below.
  bool try_executing_one() override;
  [[nodiscard]] error_sink errors() const override;

 private:
  std::shared_ptr<engine> home() const noexcept override;

  worker& below_;
  // Only a gate. The exchange decides which quit is the first (DEF-08).
  std::atomic<bool> closed_{false};
};

}  // namespace cadre
