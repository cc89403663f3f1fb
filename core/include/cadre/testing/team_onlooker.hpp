// cadre/testing/team_onlooker.hpp - keeps track of what a team ought to do, and notices when it does not.
//
// Part of Cadre; terms in LICENSE at the top of the repository. Read planned_scenario.hpp first.

#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "cadre/team.hpp"
#include "cadre/testing/planned_scenario.hpp"

namespace cadre::testing {

/// A step that the coordinator was given, and what it is about.
struct pending_step {
  enum class kind : unsigned char { nothing, submit, resize, quit, drop, completed, joined, none_joined, lost };

  kind what = kind::nothing;
  std::uint64_t about = 0;  ///< content of the call, or how a task ended
  std::size_t who = 0;      ///< the task, or the worker
};

/// An onlooker who hears of everything that goes in and out of a team, but does not see into it. From the contract in
/// team.hpp it follows where each task must be; the first thing that is otherwise is `wrong`.
///
/// Thread safety: none.
class team_onlooker {
 public:
  static constexpr std::size_t nobody = std::numeric_limits<std::size_t>::max();

  explicit team_onlooker(surprises expected) : expected_(expected) {}

  std::optional<std::string> wrong;

  // What callers and tasks do.

  std::size_t new_task(std::uint64_t about) {
    tasks_.push_back({.about = about});
    return tasks_.size() - 1;
  }
  void accepted_task(std::size_t which) {
    require(tasks_[which].seen || !tasks_[which].destroyed, "a submit returns, and has forgotten the task");
  }
  void refused_task(std::size_t which) {
    tasks_[which].refused = true;
    require(tasks_[which].destroyed, "a submit that throws keeps the task");
  }
  void starts(std::size_t which, std::size_t who) {
    task_record& one = tasks_[which];
    require(!one.started && !one.destroyed && !one.refused, "a task starts that should not");
    require(who < workers_.size() && workers_[who].has == which,
            "tasks do not start in the order in which the coordinator saw them");
    one.started = true;
    if (who < workers_.size()) workers_[who].has = nobody;
  }
  void ends(std::size_t which, bool failed) {
    tasks_[which].ended = true;
    ++(failed ? failed_ : ran_);
  }
  void destroyed(std::size_t which) {
    task_record& one = tasks_[which];
    require(!one.destroyed, "a task is destroyed twice");
    one.destroyed = true;
    if (one.started || !one.seen) return;
    ++unrun_;
    require(expected_.drops || expected_.shortage || expected_.closes_workers, "an accepted task is destroyed unrun");
    std::erase(queue_, which);
    for (worker_record& worker : workers_)
      if (worker.has == which) worker.has = nobody;
  }

  // What happens around the coordinator.

  void pushed(const pending_step& step) { steps_.push_back(step); }
  [[nodiscard]] bool has_steps() const { return !steps_.empty(); }

  pending_step begin_step(const team_statistics& before) {
    const pending_step step = steps_.front();
    steps_.pop_front();
    in_step_ = true;
    switch (step.what) {
      case pending_step::kind::submit:
        ++accepted_;
        tasks_[step.who].seen = true;
        queue_.push_back(step.who);
        break;
      case pending_step::kind::lost:
        queue_.push_front(step.who);
        break;
      case pending_step::kind::completed:
      case pending_step::kind::joined:
        workers_[step.who].idle_since = ++idled_;
        break;
      case pending_step::kind::quit:
        quitting_ = true;
        break;
      default:
        break;
    }
    // The target is not shown; it follows from these, in their order, and from the number of workers.
    if (step.what == pending_step::kind::resize || step.what == pending_step::kind::none_joined)
      sizing_ = content::mixed(content::mixed(sizing_, step.about), before.workers());
    return step;
  }
  void end_step() { in_step_ = false; }

  /// The team asks for a worker.
  void asks(const team_statistics& now) {
    const std::size_t present = present_workers();
    if (quitting_)
      require(present == 0, "a team that quits obtains more than one temporary worker");
    else
      require(present < now.limits.max, "a worker is obtained above the maximum");
  }
  std::size_t new_worker() {
    workers_.push_back({});
    return workers_.size() - 1;
  }
  void handed_over(std::size_t who, const team_statistics& now) {
    worker_record& one = workers_[who];
    require(present_workers() <= std::max<std::size_t>(now.limits.max, quitting_ ? 1 : 0),
            "a worker above the maximum takes a task instead of leaving");
    require(one.waiting == 0 && one.has == nobody, "a worker that has a task is given another");
    require(!one.quit, "a worker that was quit takes a task");
    ++one.waiting;
    if (queue_.empty()) return require(false, "a worker is given a task that nobody submitted");
    one.has = take_first();
  }
  /// Returns the step that puts the task back.
  pending_step refused() {
    if (queue_.empty()) return {};
    const std::size_t which = take_first();
    return {pending_step::kind::lost, tasks_[which].about, which};
  }
  [[nodiscard]] bool works(std::size_t who) const { return workers_[who].waiting > 0; }
  void begin_work(std::size_t who) { --workers_[who].waiting; }

  void worker_quits(std::size_t who, bool by_team, const team_statistics& now) {
    require(!workers_[who].quit, "a worker is quit twice");
    workers_[who].quit = true;
    if (by_team && !quitting_)
      require(present_workers() + now.starting >= now.limits.min, "a worker leaves below the minimum");
  }
  void coordinator_quits() {
    require(++quits_ == 1, "the coordinator is quit twice");
    require(quitting_, "the coordinator is quit, and nobody asked for it");
    require(queue_.empty() && present_workers() == 0 && std::ranges::none_of(workers_, &worker_record::occupied),
            "the coordinator is quit before everything has ended");
    for (const pending_step& step : steps_)
      require(step.what == pending_step::kind::nothing || step.what == pending_step::kind::drop,
              "the coordinator is quit with steps to do");
  }

  // What must hold.

  /// After every step of anybody.
  void check(const team_statistics& now) {
    require(now.accepted == now.ran + now.failed + now.dropped + now.busy + now.backlog,
            "accepted is not ran + failed + dropped + busy + backlog");
    require(now.accepted == accepted_, "a task is not counted as accepted");
    require(now.ran <= ran_ && now.failed <= failed_, "a task counts as ended that has not");
    require(now.backlog == 0 || now.idle == 0, "a task waits while a worker idles");
    require(now.idle == 0 || now.idle + now.busy <= now.limits.max, "a worker idles above the maximum");
    if (in_step_) return;
    require(now.backlog == queue_.size(), "a waiting task is lost or invented");
    if (!steps_.empty() || now.backlog == 0 || expected_.shortage) return;
    require(now.busy > 0 || (now.limits.max == 0 && !quitting_), "a task that may run is left alone");
    if (!quitting_ && !expected_.shrinks && !expected_.closes_workers)
      require(now.busy >= now.limits.max, "a task waits although the maximum leaves room");
  }

  /// After the team has quit and nobody has anything left to do.
  void check_end(const team_statistics& now, std::size_t reported_drops, std::size_t reported_failures) {
    require(quits_ == 1, "the team does not end");
    for (const task_record& one : tasks_) {
      require(one.destroyed, "a task is left over");
      require(!one.refused || !one.seen, "a refused task was taken");
      require(one.refused || one.seen, "an accepted task was not taken");
    }
    require(now.ran == ran_ && now.failed == failed_ && now.dropped == unrun_, "the books say how other tasks ended");
    require(reported_drops == now.dropped, "dropped tasks are not reported once each");
    require(reported_failures == now.failed, "failed tasks are not reported once each");
  }

  /// Equal for situations that only differ in who is who: tasks and workers go by what they are about.
  [[nodiscard]] std::uint64_t hash(const team_statistics& now) const {
    std::uint64_t sum = sizing_;
    for (const std::uint64_t part :
         {std::uint64_t{now.idle}, std::uint64_t{now.busy}, std::uint64_t{now.starting}, std::uint64_t{now.backlog},
          now.accepted, now.ran, now.failed, now.dropped, std::uint64_t{now.limits.min}, std::uint64_t{now.limits.max},
          std::uint64_t{quits_}, std::uint64_t{quitting_ ? 1U : 0U}, std::uint64_t{steps_.size()}})
      sum = content::mixed(sum, part);
    for (const pending_step& step : steps_) {
      sum = content::mixed(content::mixed(sum, static_cast<std::uint64_t>(step.what)), step.about);
      if (expected_.closes_workers) sum = content::mixed(sum, step.who);
    }
    for (const std::size_t which : queue_) sum = content::mixed(sum, tasks_[which].about);
    std::uint64_t unordered = 0;
    for (const worker_record& one : workers_) unordered += hash_of(one);
    return content::mixed(sum, unordered);
  }

 private:
  struct task_record {
    std::uint64_t about = 0;
    bool seen = false;  ///< by the coordinator
    bool started = false;
    bool ended = false;
    bool refused = false;
    bool destroyed = false;
  };
  struct worker_record {
    bool quit = false;
    std::size_t waiting = 0;   ///< in its queue
    std::size_t has = nobody;  ///< the task that it was given and has not started
    std::uint64_t idle_since = 0;
    [[nodiscard]] bool occupied() const { return waiting > 0; }
  };

  void require(bool holds, const char* otherwise) {
    if (!holds && !wrong) wrong = otherwise;
  }
  std::size_t take_first() {
    const std::size_t first = queue_.front();
    queue_.pop_front();
    return first;
  }
  [[nodiscard]] std::size_t present_workers() const {
    return static_cast<std::size_t>(std::ranges::count(workers_, false, &worker_record::quit));
  }
  // A worker that somebody may close behind the team's back is not as good as the next: then their order counts.
  [[nodiscard]] std::uint64_t hash_of(const worker_record& one) const {
    if (one.quit && one.waiting == 0 && !expected_.closes_workers) return 0;
    std::uint64_t sum = content::mixed(one.waiting, one.has == nobody ? 0 : tasks_[one.has].about);
    if (!expected_.closes_workers) return content::mixed(sum, one.quit ? 1 : 2);
    const auto later = [&](const worker_record& other) { return other.idle_since > one.idle_since; };
    sum = content::mixed(sum, static_cast<std::uint64_t>(std::ranges::count_if(workers_, later)));
    return content::mixed(content::mixed(sum, static_cast<std::uint64_t>(&one - workers_.data())), one.quit ? 1 : 2);
  }

  surprises expected_;
  std::vector<task_record> tasks_;
  std::vector<worker_record> workers_;
  std::deque<pending_step> steps_;
  std::deque<std::size_t> queue_;  ///< tasks that the coordinator saw and no worker was given, in order
  std::uint64_t sizing_ = 0;
  std::uint64_t idled_ = 0;
  std::uint64_t accepted_ = 0;
  std::uint64_t ran_ = 0;
  std::uint64_t failed_ = 0;
  std::uint64_t unrun_ = 0;
  std::size_t quits_ = 0;
  bool quitting_ = false;
  bool in_step_ = false;
};

}  // namespace cadre::testing
