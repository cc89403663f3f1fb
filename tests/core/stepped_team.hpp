// stepped_team.hpp - a team on memory workers in both roles: the test decides which step comes next (D-03).

#pragma once

#include <atomic>
#include <boost/test/unit_test.hpp>
#include <cadre/lock_worker.hpp>
#include <cadre/memory_worker.hpp>
#include <cadre/team.hpp>
#include <cstddef>
#include <functional>
#include <limits>
#include <memory>
#include <utility>
#include <vector>

#include "recorded_errors.hpp"

namespace cadre_test {

/// What a test sees of a worker that it gave to a team; outlives that worker.
struct worker_view {
  cadre::memory_worker::performer perform;
  cadre::worker* alive = nullptr;       ///< null once it is destroyed
  bool quit = false;                    ///< the team let it go
  std::function<void()> before_submit;  ///< called at the next submit, once
};

class watched_worker final : public cadre::worker {
 public:
  explicit watched_worker(std::shared_ptr<worker_view> view) : view_(std::move(view)) {
    view_->perform = inner_.perform();
    view_->alive = this;
  }
  ~watched_worker() override { view_->alive = nullptr; }
  void submit(cadre::task work) override {
    if (auto hook = std::exchange(view_->before_submit, nullptr)) hook();
    inner_.submit(std::move(work));
  }
  void quit() override {
    inner_.quit();
    view_->quit = true;
  }
  [[nodiscard]] bool closed() const noexcept override { return inner_.closed(); }

 private:
  cadre::memory_worker inner_;
  std::shared_ptr<worker_view> view_;
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

class watched_coordinator final : public cadre::exclusive_worker {
 public:
  watched_coordinator(std::unique_ptr<cadre::exclusive_worker> inner, std::shared_ptr<coordinator_view> view)
      : inner_(std::move(inner)), view_(std::move(view)) {}
  void submit(cadre::task work) override {
    if (view_->armed.exchange(false)) std::exchange(view_->before_submit, nullptr)();
    inner_->submit(std::move(work));
  }
  void quit() override {
    inner_->quit();
    ++view_->quits;
  }
  [[nodiscard]] bool closed() const noexcept override { return inner_->closed(); }
  void after_release(cadre::task follow_up) override { inner_->after_release(std::move(follow_up)); }

 private:
  std::unique_ptr<cadre::exclusive_worker> inner_;
  std::shared_ptr<coordinator_view> view_;
};

/// Who drives the coordinator: the test, step by step, or each caller, at once.
enum class coordination { by_hand, on_caller };

class stepped_team {
 public:
  static constexpr std::size_t any_number = std::numeric_limits<std::size_t>::max();

  explicit stepped_team(cadre::team_limits limits = {}, coordination how = coordination::by_hand) {
    team = std::make_unique<cadre::team>(
        std::make_unique<watched_coordinator>(drive(how), coordinator), [this] { return make(); }, errors.sink(),
        limits);
  }
  stepped_team(const stepped_team&) = delete;
  stepped_team& operator=(const stepped_team&) = delete;

  // Every test ends with the whole life of a team: it finishes, and each accepted task has ended exactly once
  // (promise 1 of the design), each worker is gone, and the coordinator was quit once (T-45).
  ~stepped_team() {
    if (team && !team->closed()) team->quit();
    finish();
    if (team) check_books(team->statistics());
    BOOST_TEST(coordinator->quits == 1, "the coordinator is quit exactly once, not " << coordinator->quits << " times");
    team.reset();
    while (step()) {
    }
    for (const auto& one : workers) BOOST_TEST(one->alive == nullptr, "a finished team keeps no worker");
  }

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
  /// Runs everything that anybody still has to do.
  void finish() {
    for (bool again = true; again;) {
      again = step();
      for (std::size_t i = 0; i < workers.size(); ++i) again = work(i) || again;
    }
  }
  /// As submit, with the coordinator's steps.
  void submit(cadre::task work) {
    team->submit(std::move(work));
    settle();
  }

  [[nodiscard]] cadre::team_statistics now() const { return team->statistics(); }
  [[nodiscard]] std::size_t present() const {
    return static_cast<std::size_t>(
        std::count_if(workers.begin(), workers.end(), [](const auto& one) { return !one->quit && one->alive; }));
  }

  static void check_books(const cadre::team_statistics& at_rest) {
    BOOST_TEST(at_rest.accepted == at_rest.ran + at_rest.failed + at_rest.dropped);
    BOOST_TEST(at_rest.idle + at_rest.busy + at_rest.starting + at_rest.backlog == 0U);
  }

  recorded_errors errors;
  std::size_t room = any_number;    ///< so many more workers can be had; then the source gives null
  std::function<void()> on_source;  ///< called by the source first
  std::size_t source_calls = 0;
  std::vector<std::shared_ptr<worker_view>> workers;  ///< all that were ever made
  std::shared_ptr<coordinator_view> coordinator = std::make_shared<coordinator_view>();
  std::unique_ptr<cadre::team> team;

 private:
  std::unique_ptr<cadre::exclusive_worker> drive(coordination how) {
    if (how == coordination::on_caller) return std::make_unique<cadre::lock_worker>();
    auto memory = std::make_unique<cadre::memory_worker>();
    step_coordinator_ = memory->perform();
    return memory;
  }

  std::unique_ptr<cadre::worker> make() {
    ++source_calls;
    if (on_source) on_source();
    if (room == 0) return nullptr;
    if (room != any_number) --room;
    workers.push_back(std::make_shared<worker_view>());
    return std::make_unique<watched_worker>(workers.back());
  }

  cadre::memory_worker::performer step_coordinator_;
};

}  // namespace cadre_test
