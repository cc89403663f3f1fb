// How a worker of a team gets a task: it is given a note where to find it, not the task.
//
// If the worker refuses the note, the task is still there (DEF-22); if it takes the note and destroys it unused, the
// task counts as dropped (DEF-29).

#pragma once

#include <atomic>
#include <cstdint>
#include <memory>

namespace cadre {

struct member;
using member_ptr = std::shared_ptr<member>;

/// How far the hand-over to one worker is. Each has a turn of its own, so that one that is over cannot be taken for the
/// next. The exchanges decide which of two threads acts; the task itself is ordered by the worker's submit, and for the
/// one that drops it by acquire and release here.
class hand_over_stage {
 public:
  /// The worker is about to be asked. No hand-over to it may be open.
  std::uint64_t offer() noexcept;
  /// The worker has taken the note; false if it has destroyed it already.
  bool take(std::uint64_t turn) noexcept;
  /// The note was destroyed unused. True if the worker had taken it; while it is still being asked, it is the asking
  /// thread that finds out.
  bool destroy(std::uint64_t turn) noexcept;

 private:
  static constexpr std::uint64_t offered(std::uint64_t turn) { return turn * 4 + 1; }
  static constexpr std::uint64_t taken(std::uint64_t turn) { return turn * 4 + 2; }
  static constexpr std::uint64_t destroyed(std::uint64_t turn) { return turn * 4 + 3; }

  std::uint64_t turn_ = 0;  // only whoever offers looks at it
  std::atomic<std::uint64_t> stage_{0};
};

/// What comes of a hand-over: one of the two, once.
class hand_over_end {
 public:
  /// On the worker's thread: `taker` is to run its current task.
  virtual void run(const member_ptr& taker) = 0;
  /// `taker` will not run its current task.
  virtual void drop(const member_ptr& taker) noexcept = 0;

 protected:
  ~hand_over_end() = default;
};

/// Gives `taker` a note about its current task. If the worker refuses it, what it threw comes out, and nothing else
/// comes of it.
void hand_over(const std::shared_ptr<hand_over_end>& end, const member_ptr& taker);

}  // namespace cadre
