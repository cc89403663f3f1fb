// cadre/handle.hpp - waiting for one task of a pool.
//
// Part of Cadre; terms in LICENSE at the top of the repository. Read pool.hpp first.

#pragma once

#include <exception>
#include <memory>

namespace cadre {

class engine;
class tracked_task;

/// How a task ended.
enum class ending { ran, failed, dropped };

/// Stands for one task that was given to pool::spawn. Copies stand for the same one. It does not keep the pool alive,
/// and what the task owns only until its end.
///
/// Thread safety: const members from any thread.
class [[gnu::visibility("default")]] handle {
 public:
  /// Stands for no task. Nothing may be asked of it.
  handle() noexcept = default;

  /// False for a handle that stands for no task.
  explicit operator bool() const noexcept { return task_ != nullptr; }
  /// The task has ended, and what it owned has been destroyed.
  [[nodiscard]] bool done() const noexcept;

 private:
  friend class pool;
  friend ending wait(const handle& of);
  explicit handle(std::shared_ptr<tracked_task> task) noexcept : task_(std::move(task)) {}
  std::shared_ptr<tracked_task> task_;
};

/// Blocks until the task has ended, and says how. What it did happens before the return. No interruption point. Throws
/// std::invalid_argument for a handle that stands for no task.
///
/// Inside a task of the same pool this may be for ever: when the pool has as many threads as it may, and every one of
/// them waits like this, for a task that has not started or that runs on one of them. The wait that would complete such
/// a set throws would_deadlock instead. Other waits are plain: on a task that runs elsewhere, as in its submitter, or
/// while another thread may come free. Waits by cadre::get (get.hpp) count as such waits, too.
[[gnu::visibility("default")]] ending wait(const handle& of);

/// A wait that would never end; see wait().
class [[gnu::visibility("default")]] would_deadlock : public std::exception {
 public:
  ~would_deadlock() override;
  [[nodiscard]] const char* what() const noexcept override;
};

/// While it lives, the calling task is blocked, and its pool may have one thread more than its maximum: for a wait that
/// the pool knows nothing about, input and output for one. Afterwards the first thread to end its task leaves. Does
/// nothing outside of a pool's tasks. Lives on the stack of the task.
class [[gnu::visibility("default")]] blocking_section {
 public:
  blocking_section();
  ~blocking_section();
  blocking_section(const blocking_section&) = delete;
  blocking_section& operator=(const blocking_section&) = delete;

 private:
  const std::shared_ptr<engine> engine_;
};

}  // namespace cadre
