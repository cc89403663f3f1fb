// cadre/testing/scripted_team.hpp - a team that a test moves by hand, step by step.
//
// Part of Cadre; terms in LICENSE at the top of the repository. Read team.hpp and memory_worker.hpp first.

#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <functional>
#include <limits>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "cadre/lock_worker.hpp"
#include "cadre/memory_worker.hpp"
#include "cadre/team.hpp"
#include "cadre/testing/manual_clock.hpp"
#include "cadre/testing/recorded_errors.hpp"

namespace cadre::testing {

/// Is told what a team does, as it does it. Workers go by their number in the order of their making.
class team_watcher {
 public:
  team_watcher() = default;
  team_watcher(const team_watcher&) = delete;
  team_watcher& operator=(const team_watcher&) = delete;
  virtual ~team_watcher() = default;
  virtual void before_push() {}                  ///< somebody is about to give the coordinator a step
  virtual void pushed() {}                       ///< the coordinator took it
  virtual void before_source() {}                ///< the team is about to ask for a worker
  virtual void before_hand_over(std::size_t) {}  ///< a worker is about to get a task
  virtual void handed_over(std::size_t) {}       ///< it took it
  virtual void refused(std::size_t) {}           ///< it threw
  virtual void worker_quits(std::size_t) {}      ///< was quit, by whomever
  virtual void coordinator_quits() {}
};

/// A worker, and what makes its tasks run.
struct driven_worker {
  std::unique_ptr<exclusive_worker> worker;
  memory_worker::performer perform;
};

[[nodiscard]] inline driven_worker make_driven_worker() {
  auto made = std::make_unique<memory_worker>();
  auto perform = made->perform();
  return {std::move(made), std::move(perform)};
}

[[nodiscard]] inline std::unique_ptr<team> make_usual_team(std::unique_ptr<exclusive_worker> coordinator,
                                                           team::worker_source source, error_sink errors,
                                                           team_limits limits) {
  return std::make_unique<team>(std::move(coordinator), std::move(source), std::move(errors), limits);
}

/// What a scripted team is made of; each part can be exchanged, to see what breaks.
struct team_parts {
  std::function<driven_worker()> make_coordinator = make_driven_worker;
  std::function<driven_worker()> make_worker = make_driven_worker;
  std::function<std::unique_ptr<team>(std::unique_ptr<exclusive_worker>, team::worker_source, error_sink, team_limits)>
      make_team = make_usual_team;
  team_watcher* watcher = nullptr;  ///< outlives the team
};

/// What a test sees of a worker that it gave to a team; outlives that worker.
struct worker_view {
  memory_worker::performer perform;
  worker* alive = nullptr;              ///< null once it is destroyed
  bool quit = false;                    ///< the team let it go
  std::function<void()> before_submit;  ///< called at the next submit, once
};

/// What a test sees of the coordinator.
struct coordinator_view {
  int quits = 0;
  std::atomic<bool> armed = false;  ///< several threads may submit; a hook belongs to the test's own thread
  std::function<void()> before_submit;
  void at_next_submit(std::function<void()> hook) {
    before_submit = std::move(hook);
    armed = true;
  }
};

class watched_worker final : public worker {
 public:
  watched_worker(std::shared_ptr<worker_view> view, driven_worker inner, team_watcher* watcher, std::size_t number)
      : inner_(std::move(inner.worker)), view_(std::move(view)), watcher_(watcher), number_(number) {
    view_->perform = std::move(inner.perform);
    view_->alive = this;
  }
  ~watched_worker() override { view_->alive = nullptr; }
  void submit(task work) override {
    if (auto hook = std::exchange(view_->before_submit, nullptr)) hook();
    if (watcher_ == nullptr) return inner_->submit(std::move(work));
    watcher_->before_hand_over(number_);
    try {
      inner_->submit(std::move(work));
    } catch (...) {
      watcher_->refused(number_);
      throw;
    }
    watcher_->handed_over(number_);
  }
  void quit() override {
    inner_->quit();
    view_->quit = true;
    if (watcher_ != nullptr) watcher_->worker_quits(number_);
  }
  [[nodiscard]] bool closed() const noexcept override { return inner_->closed(); }

 private:
  std::unique_ptr<exclusive_worker> inner_;
  std::shared_ptr<worker_view> view_;
  team_watcher* watcher_;
  std::size_t number_;
};

class watched_coordinator final : public exclusive_worker {
 public:
  watched_coordinator(std::unique_ptr<exclusive_worker> inner, std::shared_ptr<coordinator_view> view,
                      team_watcher* watcher)
      : inner_(std::move(inner)), view_(std::move(view)), watcher_(watcher) {}
  void submit(task work) override {
    if (view_->armed.exchange(false)) std::exchange(view_->before_submit, nullptr)();
    if (watcher_ != nullptr) watcher_->before_push();
    inner_->submit(std::move(work));
    if (watcher_ != nullptr) watcher_->pushed();
  }
  void quit() override {
    inner_->quit();
    ++view_->quits;
    if (watcher_ != nullptr) watcher_->coordinator_quits();
  }
  [[nodiscard]] bool closed() const noexcept override { return inner_->closed(); }
  void after_release(task follow_up) override { inner_->after_release(std::move(follow_up)); }

 private:
  std::unique_ptr<exclusive_worker> inner_;
  std::shared_ptr<coordinator_view> view_;
  team_watcher* watcher_;
};

/// Who drives the coordinator: the test, step by step, or each caller, at once.
enum class coordination { by_hand, on_caller };

/// A team on memory workers in both roles: nothing happens until the test says which comes next, the coordinator's
/// oldest step, the oldest task of worker i, or the clock. So each order of things can be had, and had again, without
/// a thread (D-03); explorer.hpp tries them all.
///
/// Thread safety: none, but that of the team. Lifetime: the destructor lets the team finish.
class scripted_team {
 public:
  static constexpr std::size_t any_number = std::numeric_limits<std::size_t>::max();

  /// Throws what cadre::team throws.
  explicit scripted_team(team_limits limits = {}, coordination how = coordination::by_hand, team_parts parts = {})
      : parts_(std::move(parts)) {
    team = parts_.make_team(
        std::make_unique<watched_coordinator>(drive(how), coordinator, parts_.watcher), [this] { return make(); },
        errors.sink(), limits);
  }
  scripted_team(const scripted_team&) = delete;
  scripted_team& operator=(const scripted_team&) = delete;
  ~scripted_team() { static_cast<void>(end()); }

  /// Runs the coordinator's oldest step; false if there is none.
  bool step() { return step_coordinator_ && step_coordinator_(); }
  /// Runs all of the coordinator's steps, those that steps submit as well.
  void settle() {
    while (step()) {
    }
  }
  /// Runs the oldest task of worker i, and nothing else.
  bool work(std::size_t i) { return workers.at(i)->perform(); }
  /// Runs a task of worker i, and what the coordinator has to do then.
  bool complete(std::size_t i) {
    const bool one = work(i);
    settle();
    return one;
  }
  /// Runs everything that anybody still has to do; the clock stands.
  void finish() {
    for (bool again = true; again;) {
      again = step();
      for (std::size_t i = 0; i < workers.size(); ++i) again = work(i) || again;
    }
  }
  /// As the team's submit, with the coordinator's steps.
  void submit(task work) {
    team->submit(std::move(work));
    settle();
  }

  /// The end of the team's life: quits it unless that was done, runs everything, destroys it, and says what is not as
  /// it should be then: each accepted task has ended once, each worker is gone, and the coordinator was quit once
  /// (T-45). Says nothing the second time.
  [[nodiscard]] std::vector<std::string> end() {
    std::vector<std::string> wrong;
    if (std::exchange(ended_, true)) return wrong;
    if (team && !team->closed()) team->quit();
    finish();
    if (team) check_books(team->statistics(), wrong);
    if (coordinator->quits != 1)
      wrong.push_back("the coordinator was quit " + std::to_string(coordinator->quits) + " times, not once");
    team.reset();
    settle();
    for (const auto& one : workers)
      if (one->alive != nullptr) wrong.emplace_back("a finished team keeps a worker");
    return wrong;
  }

  [[nodiscard]] team_statistics now() const { return team->statistics(); }
  /// Workers that the team has and did not let go.
  [[nodiscard]] std::size_t present() const {
    return static_cast<std::size_t>(
        std::ranges::count_if(workers, [](const auto& one) { return !one->quit && one->alive; }));
  }

  recorded_errors errors;
  std::shared_ptr<manual_clock> clock = std::make_shared<manual_clock>();  ///< for whatever shares the test's time
  std::size_t room = any_number;    ///< so many more workers can be had; then the source gives null
  std::function<void()> on_source;  ///< called by the source first
  std::size_t source_calls = 0;
  std::vector<std::shared_ptr<worker_view>> workers;  ///< all that were ever made
  std::shared_ptr<coordinator_view> coordinator = std::make_shared<coordinator_view>();
  std::unique_ptr<cadre::team> team;

 private:
  std::unique_ptr<exclusive_worker> drive(coordination how) {
    if (how == coordination::on_caller) return std::make_unique<lock_worker>();
    driven_worker made = parts_.make_coordinator();
    step_coordinator_ = std::move(made.perform);
    return std::move(made.worker);
  }

  std::unique_ptr<worker> make() {
    ++source_calls;
    if (parts_.watcher != nullptr) parts_.watcher->before_source();
    if (on_source) on_source();
    if (room == 0) return nullptr;
    if (room != any_number) --room;
    workers.push_back(std::make_shared<worker_view>());
    return std::make_unique<watched_worker>(workers.back(), parts_.make_worker(), parts_.watcher, workers.size() - 1);
  }

  static void check_books(const team_statistics& at_rest, std::vector<std::string>& wrong) {
    if (at_rest.accepted != at_rest.ran + at_rest.failed + at_rest.dropped)
      wrong.emplace_back("not every accepted task ended once");
    if (at_rest.workers() + at_rest.backlog != 0U) wrong.emplace_back("a finished team still has workers or tasks");
  }

  team_parts parts_;
  bool ended_ = false;
  memory_worker::performer step_coordinator_;
};

}  // namespace cadre::testing
