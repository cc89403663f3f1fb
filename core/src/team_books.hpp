// A team's decisions: a state machine without threads, locks or user code.
//
// Each event changes the books and says what has to be done about it; doing it is the team's business,
// after the coordinator was released. The same events in the same order always give the same decisions.
// Only `submit` and `lost` need memory, before they change anything; the other events cannot fail.

#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>

#include "cadre/task.hpp"
#include "cadre/team.hpp"
#include "cadre/worker.hpp"
#include "contain.hpp"
#include "hand_over.hpp"
#include "sizing.hpp"

namespace cadre {

/// A worker of the team, and the task it has.
struct member {
  explicit member(std::unique_ptr<worker> of) : hands(std::move(of)) {}

  std::unique_ptr<worker> hands;
  // Written by the books before the hand-over, then taken by the worker: the hand-over's submit orders
  // the two. Untouched if the hand-over fails.
  task current;
  std::uint64_t ticket = 0;  ///< of that task
  member_ptr next;           ///< in the row that it stands in
  hand_over_stage stage;
};

/// Members in a row. One stands in one row at a time, which links it through itself: so a decision needs no
/// memory and cannot fail half-way.
class member_row {
 public:
  void push_front(member_ptr who) noexcept {
    if (!first_) last_ = who.get();
    who->next = std::move(first_);
    first_ = std::move(who);
    ++size_;
  }
  void push_back(member_ptr who) noexcept {
    if (!first_) return push_front(std::move(who));
    member* const added = who.get();
    last_->next = std::move(who);
    last_ = added;
    ++size_;
  }
  member_ptr pop_front() noexcept {
    member_ptr who = std::move(first_);
    first_ = std::move(who->next);
    --size_;
    return who;
  }
  [[nodiscard]] bool empty() const noexcept { return size_ == 0; }
  [[nodiscard]] std::size_t size() const noexcept { return size_; }

 private:
  member_ptr first_;
  member* last_ = nullptr;
  std::size_t size_ = 0;
};

/// A task that waits.
struct waiting_task {
  std::uint64_t ticket;
  task work;
};

/// What is to be done, in this order.
struct decisions {
  member_row dismiss;             ///< these quit
  std::deque<waiting_task> drop;  ///< these are destroyed unrun, and reported
  member_row hand_over;           ///< these get their current task
  std::size_t obtain = 0;         ///< so many workers are asked of the source
  bool finish = false;            ///< the coordinator quits

  [[nodiscard]] bool none() const {
    return dismiss.empty() && drop.empty() && hand_over.empty() && obtain == 0 && !finish;
  }
};

/// Why a worker is lost with its task.
enum class loss {
  refused,  ///< it did not take it: the task goes back to the front
  ended,    ///< its thread was ended by force in the task
  dropped,  ///< it took it, and destroyed it unrun
};

class team_books {
 public:
  explicit team_books(team_limits limits);

  /// A task was submitted.
  std::uint64_t submit(task work, decisions& out);
  /// Takes a task back that nobody started, as if it had never been submitted.
  task withdraw(std::uint64_t ticket);

  /// The source gave a worker.
  void joined(member_ptr who, decisions& out);
  /// The source gave none; `missing` workers will not come.
  void no_capacity(std::size_t missing, decisions& out);
  /// A worker ended its task.
  void finished(const member_ptr& who, outcome how, decisions& out);
  /// A worker is of no use any more.
  void lost(const member_ptr& who, loss why, decisions& out);

  void grow(std::size_t count, decisions& out);
  void shrink(std::size_t count, decisions& out);
  void set_limits(team_limits limits, decisions& out);
  void quit(decisions& out);
  std::size_t drop_backlog(decisions& out);
  /// Finishes a team that quits and has nothing left to do. To be called after each event, while no other
  /// event is on its way.
  void conclude(decisions& out);

  [[nodiscard]] team_statistics statistics() const;
  /// Workers, those on their way included.
  [[nodiscard]] std::size_t have() const { return idle_.size() + busy_ + starting_; }

 private:
  void dismiss_surplus(decisions& out);
  void hand_out(decisions& out);
  void raise_target();
  void obtain_missing(decisions& out);
  void rebalance(decisions& out);

  sizing size_;
  member_row idle_;  // the last that came is in front
  std::size_t busy_ = 0;
  std::size_t starting_ = 0;
  std::deque<waiting_task> backlog_;
  bool finished_ = false;
  std::uint64_t accepted_ = 0;
  std::uint64_t ran_ = 0;
  std::uint64_t failed_ = 0;
  std::uint64_t dropped_ = 0;
  std::uint64_t last_ticket_ = 0;
};

}  // namespace cadre
