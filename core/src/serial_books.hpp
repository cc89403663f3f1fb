// What waits in a serial_worker, and who sees to it that it runs.

#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <utility>
#include <vector>

#include "cadre/already_quit.hpp"
#include "cadre/task.hpp"

namespace cadre {

/// Decides; starts and destroys nothing. To be reached under a lock alone, which is also what orders tasks on different
/// threads: a run's last step here comes before the first step of the one that goes on.
///
/// The order of things that must not go wrong: A submits a run for its task. Before the worker below has answered, B
/// submits a task. If B trusted in A's run, and that were refused, nobody would run B's task, which was accepted; if A
/// then tried again for B, and that were refused as well, it would be too late to tell B. So nobody trusts in a run
/// that may still be refused:
///
///   Each task that waits is *sure*, or the call that submitted it has submitted a run of its own and has no answer
///   yet. Tasks are sure while a run is executing, while one that was accepted waits below, or while an executing run
///   has submitted the next one and has no answer yet: for if that is refused, it goes on itself.
///
/// A refusal takes back its own task only if tasks are not sure then. Else the task stays, and will run, or is gone,
/// since it has been run: both mean that it was accepted. There may be runs that find nothing to do; they end at once.
///
/// A run that is destroyed before the answer does not tell whether it was refused, or accepted and dropped: the answer
/// does.
class serial_books {
 public:
  using number = std::uint64_t;
  static constexpr number none = 0;

  /// What an exception out of the worker below meant.
  enum class refusal {
    yes,      ///< the run, and nobody else comes for the tasks
    by_then,  ///< the run; but another one came for the tasks, or will
    no,       ///< not of the run, which began, or still waits
  };

  /// Keeps `work`. The run that has to be submitted for it, and answered for; none if tasks are sure.
  number push(task& work) {
    if (closed_) throw already_quit();
    if (sure()) {
      waiting_.push_back({none, std::move(work)});
      return none;
    }
    make_room();
    waiting_.push_back({last_ + 1, std::move(work)});
    return ask();
  }

  void quit() {
    if (std::exchange(closed_, true)) throw already_quit();
  }
  [[nodiscard]] bool closed() const noexcept { return closed_; }

  /// A run begins. Whether it is the one to execute tasks.
  bool begin(number run) noexcept {
    answered_by(run, fate::begun);
    if (next_ == run) next_ = none;
    if (executing_ || waiting_.empty()) return false;
    executing_ = true;
    return true;
  }

  /// By the executing run: the task that has waited longest. If there is none, the run no longer executes.
  task next() noexcept {
    executing_ = !waiting_.empty();
    return take();
  }
  /// The task that has waited longest; empty if there is none.
  task take() noexcept {
    if (waiting_.empty()) return {};
    task oldest = std::move(waiting_.front().work);
    waiting_.pop_front();
    return oldest;
  }

  /// By the executing run, which no longer executes then: the next run, to be submitted and answered for; none if that
  /// is not necessary. Throws std::bad_alloc, and nothing has changed.
  number hand_over() {
    make_room();
    executing_ = false;
    if (waiting_.empty() || sure()) return none;
    return next_ = ask();
  }
  /// By the executing run, which cannot go on.
  void give_up() noexcept { executing_ = false; }

  /// A run was destroyed unrun. What is lost by that is to be taken by lost().
  void destroyed(number run) noexcept { answered_by(run, fate::destroyed); }

  /// The worker below took the run.
  void accepted(number run) noexcept {
    if (settle(run) == fate::waiting) ++accepted_;
  }

  /// It threw. The task that the run was submitted for comes back in `own` if it is refused.
  refusal threw(number run, task& own) noexcept {
    if (kept(run)) return refusal::no;
    const auto mine = std::ranges::find(waiting_, run, &entry::run);
    if (sure() || mine == waiting_.end()) return refusal::by_then;
    own = std::move(mine->work);
    waiting_.erase(mine);
    return refusal::yes;
  }
  /// It threw at a run that hand_over() gave: after yes, the one who handed over is executing again.
  refusal threw(number run) noexcept {
    if (kept(run)) return refusal::no;
    if (sure() || waiting_.empty()) return refusal::by_then;
    executing_ = true;
    return refusal::yes;
  }

  /// A task that waits and is neither sure nor has its own run asked for: to be dropped. Empty if there is none.
  task lost() noexcept {
    if (sure()) return {};
    const auto first = std::ranges::find_if(waiting_, [&](const entry& e) { return find(e.run) == asked_.end(); });
    if (first == waiting_.end()) return {};
    task found = std::move(first->work);
    waiting_.erase(first);
    return found;
  }

 private:
  enum class fate { waiting, begun, destroyed };
  struct entry {
    number run;  ///< that was asked for when it came
    task work;
  };
  struct question {
    number run;
    fate became = fate::waiting;
  };

  [[nodiscard]] bool sure() const noexcept { return executing_ || accepted_ > 0 || next_ != none; }

  void make_room() { asked_.reserve(asked_.size() + 1); }
  number ask() noexcept {
    asked_.push_back({++last_});
    return last_;
  }
  std::vector<question>::iterator find(number run) noexcept { return std::ranges::find(asked_, run, &question::run); }

  void answered_by(number run, fate became) noexcept {
    if (const auto open = find(run); open != asked_.end())
      open->became = became;
    else
      --accepted_;
  }
  fate settle(number run) noexcept {
    if (next_ == run) next_ = none;
    const auto open = find(run);
    const fate became = open->became;
    asked_.erase(open);
    return became;
  }
  // Whatever the worker below threw: a run that is still there will run, or be destroyed.
  bool kept(number run) noexcept {
    const fate became = settle(run);
    if (became == fate::waiting) ++accepted_;
    return became != fate::destroyed;
  }

  std::deque<entry> waiting_;
  std::vector<question> asked_;  ///< runs that the worker below has not answered for; their numbers rise
  std::size_t accepted_ = 0;     ///< runs that it has taken, and that neither began nor were destroyed
  number next_ = none;           ///< the one that a run has handed over to, until it begins or is answered for
  number last_ = none;
  bool executing_ = false;
  bool closed_ = false;
};

}  // namespace cadre
