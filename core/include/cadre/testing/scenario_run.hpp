// cadre/testing/scenario_run.hpp - one run of a scenario, in an order that somebody else decides.
//
// Part of Cadre; terms in LICENSE at the top of the repository. Read planned_scenario.hpp and team_onlooker.hpp
// first.

#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cadre/testing/planned_scenario.hpp"
#include "cadre/testing/schedule.hpp"
#include "cadre/testing/scripted_team.hpp"
#include "cadre/testing/team_onlooker.hpp"

namespace cadre::testing {

/// Runs a scenario once, on one thread, and checks it after each step.
///
/// Thread safety: none. Lifetime: keeps references to both arguments. Cost: some microseconds for each step.
class scenario_run final : private team_watcher {
 public:
  static constexpr std::size_t longest = 10'000;  ///< more steps than this are taken for a loop without end

  scenario_run(const planned_scenario& of, guide& by)
      : planned_(of), guide_(by), seen_(of.holds), positions_(of.callers.size()), holds_left_(of.plan.preemptions) {
    team_parts parts = of.plan.parts;
    parts.watcher = this;
    team_ = std::make_unique<scripted_team>(of.plan.limits, coordination::by_hand, std::move(parts));
    team_->on_source = [this] { answer(); };
  }

  /// To be called once.
  void run() {
    for (actors open = runnable(); open != 0 && !endless(); open = runnable()) perform(decide(open));
    guide_.choose(*this, 0);
    holds_left_ = 0;
    over_ = true;
    if (!team_->team->closed()) call(last_, actor::end);
    for (actors open = runnable(); open != 0 && !endless(); open = runnable()) perform(usual(open));
    if (endless()) return fail("it does not come to an end");
    check_end();
  }

  /// What went wrong first, if anything, and after how many choices.
  [[nodiscard]] const std::optional<std::string>& wrong() const { return seen_.wrong; }
  [[nodiscard]] std::size_t wrong_after() const { return wrong_after_.value_or(0); }
  /// The choices so far.
  [[nodiscard]] const std::string& schedule() const { return schedule_; }

  /// Equal for situations with the same future.
  [[nodiscard]] std::uint64_t hash() const {
    std::uint64_t sum = seen_.hash(team_->now());
    std::uint64_t unordered = 0;
    for (std::size_t i = 0; i < positions_.size(); ++i) unordered += content::mixed(7, rest_of(i));
    const std::size_t answers = std::min(team_->source_calls, planned_.plan.source.size());
    for (const std::uint64_t part : {unordered, std::uint64_t{answers}, holds_left_ * 2 + team_->team->closed()})
      sum = content::mixed(sum, part);
    for (const frame& held : frames_) sum = content::mixed(sum, hash_of(held));
    return sum;
  }

 private:
  using planned_call = planned_scenario::call;

  /// Somebody in the middle of something.
  struct frame {
    unsigned who;
    std::uint64_t about;
    pending_step gives;     ///< what a step is about that it gives to the coordinator
    std::size_t holds = 0;  ///< how often it could be held so far
  };

  /// What is submitted.
  class scripted_task {
   public:
    scripted_task(scenario_run& in, const planned_call& of, std::size_t number)
        : run_(&in), call_(&of), number_(number) {}
    scripted_task(scripted_task&& other) noexcept
        : run_(std::exchange(other.run_, nullptr)), call_(other.call_), number_(other.number_) {}
    scripted_task& operator=(scripted_task&&) = delete;
    ~scripted_task() {
      if (run_ != nullptr) run_->task_gone(*call_, number_);
    }
    void operator()() { run_->task_runs(*call_, number_); }

   private:
    scenario_run* run_;
    const planned_call* call_;
    std::size_t number_;
  };

  [[nodiscard]] std::uint64_t rest_of(std::size_t caller) const {
    return planned_.callers[caller].rest[positions_[caller]];
  }
  [[nodiscard]] std::uint64_t hash_of(const frame& held) const {
    std::uint64_t sum = content::mixed(held.about, held.holds);
    sum = content::mixed(content::mixed(sum, static_cast<std::uint64_t>(held.gives.what)), held.gives.about);
    if (held.who < actor::first_caller) return sum;
    if (held.who >= actor::first_worker) return content::mixed(sum, 1);
    return content::mixed(sum, rest_of(held.who - actor::first_caller));
  }

  [[nodiscard]] bool endless() const { return steps_ > longest; }

  void fail(const char* what) {
    if (!seen_.wrong) seen_.wrong = what;
    noticed();
  }
  void noticed() {
    if (seen_.wrong && !wrong_after_) wrong_after_ = schedule_.size();
  }

  [[nodiscard]] actors runnable() const {
    actors open = seen_.has_steps() ? actors{1} << actor::coordinator : 0;
    for (std::size_t i = 0; i < positions_.size() && !over_; ++i)
      if (positions_[i] < planned_.callers[i].calls.size()) open |= actors{1} << (actor::first_caller + i);
    for (std::size_t i = 0; i < team_->workers.size(); ++i)
      if (seen_.works(i)) open |= actors{1} << (actor::first_worker + i);
    for (const frame& held : frames_) open &= ~(actors{1} << held.who);
    return open;
  }

  unsigned decide(actors open) {
    noticed();
    const unsigned made = guide_.choose(*this, open);
    schedule_ += actor::letters[made];
    return made;
  }

  void perform(unsigned who) {
    ++steps_;
    const std::size_t depth = frames_.size();
    try {
      if (who == actor::coordinator)
        coordinate();
      else if (who >= actor::first_worker)
        work(who - actor::first_worker, who);
      else
        call(planned_.callers[who - actor::first_caller].calls[positions_[who - actor::first_caller]++], who);
    } catch (...) {
      frames_.erase(frames_.begin() + static_cast<std::ptrdiff_t>(depth), frames_.end());
      if (who == actor::coordinator) seen_.end_step();
      fail("an error came out of a step");
    }
    seen_.check(team_->now());
    noticed();
  }

  void coordinate() {
    const pending_step step = seen_.begin_step(team_->now());
    frames_.push_back({actor::coordinator, content::mixed(static_cast<std::uint64_t>(step.what), step.about), {}});
    if (!team_->step()) fail("the coordinator has lost a step");
    frames_.pop_back();
    seen_.end_step();
  }

  void work(std::size_t number, unsigned who) {
    seen_.begin_work(number);
    frames_.push_back({who, 0, {}});
    if (!team_->work(number)) fail("a worker has lost a task");
    frames_.pop_back();
  }

  void call(const planned_call& what, unsigned who) {
    frames_.push_back({who, what.about, {pending_step::kind::resize, what.about}});
    try {
      make(what);
    } catch (const already_quit&) {
      if (!team_->team->closed()) fail("a call is refused, and the team has not quit");
    } catch (...) {
      fail("a call threw");
    }
    frames_.pop_back();
  }

  void make(const planned_call& what) {
    if (what.is.what == operation::kind::submit) return submit(what);
    if (what.is.what == operation::kind::quit) frames_.back().gives.what = pending_step::kind::quit;
    if (what.is.what == operation::kind::drop_backlog) frames_.back().gives.what = pending_step::kind::drop;
    call_team(what.is, *team_);
  }

  void submit(const planned_call& what) {
    const std::size_t number = seen_.new_task(what.about);
    frames_.back().gives = {pending_step::kind::submit, what.about, number};
    try {
      team_->team->submit(scripted_task(*this, what, number));
    } catch (...) {
      seen_.refused_task(number);
      throw;
    }
    seen_.accepted_task(number);
  }

  void task_runs(const planned_call& what, std::size_t number) {
    const unsigned who = frames_.back().who;
    seen_.starts(number, who - actor::first_worker);
    frames_.back().about = what.about;
    for (const planned_call& next : what.inside) {
      ++frames_.back().holds;
      call(next, who);
    }
    frames_.back().gives = {pending_step::kind::completed, what.is.throws ? 1U : 0U, who - actor::first_worker};
    seen_.ends(number, what.is.throws);
    if (what.is.throws) throw deliberate("task");
  }

  void task_gone(const planned_call& what, std::size_t number) noexcept {
    seen_.destroyed(number);
    if (frames_.empty()) return;
    for (const planned_call& next : what.at_end) {
      ++frames_.back().holds;
      call(next, frames_.back().who);
    }
  }

  // Here the running call, task or step may be held, and others go on in its middle.
  void hold() {
    if (frames_.empty()) return;
    ++frames_.back().holds;
    while (holds_left_ > 0) {
      const actors open = runnable();
      if (open == 0) return;
      const unsigned next = decide(open | 1U);
      if (next == actor::go_on) return;
      --holds_left_;
      perform(next);
    }
  }

  void before_push() override {
    // A call that the team let in comes here before anything else can happen. So if the team is closed by now, the
    // call is refused, and its step is about nothing.
    if (!frames_.empty() && team_->team->closed()) {
      using kind = pending_step::kind;
      const kind what = frames_.back().gives.what;
      if (what == kind::submit || what == kind::resize) frames_.back().gives = {};
    }
    hold();
  }
  void pushed() override {
    if (frames_.empty()) return;
    seen_.pushed(frames_.back().gives);
  }
  void before_source() override {
    seen_.asks(team_->now());
    hold();
  }
  // Called by the source after before_source.
  void answer() {
    const std::vector<supply>& answers = planned_.plan.source;
    const supply now = team_->source_calls <= answers.size() ? answers[team_->source_calls - 1] : supply::worker;
    team_->room = now == supply::worker ? scripted_team::any_number : 0;
    frames_.back().gives = {pending_step::kind::none_joined, 0, 0};
    if (team_->workers.size() > actor::last_worker - actor::first_worker) {
      team_->room = 0;
      return fail("the scenario makes more than 21 workers");
    }
    if (now == supply::error) throw deliberate("source");
    if (now == supply::worker) frames_.back().gives = {pending_step::kind::joined, 0, seen_.new_worker()};
  }
  void before_hand_over(std::size_t) override { hold(); }
  void handed_over(std::size_t who) override { seen_.handed_over(who, team_->now()); }
  void refused(std::size_t) override { frames_.back().gives = seen_.refused(); }
  void worker_quits(std::size_t who) override {
    seen_.worker_quits(who, !frames_.empty() && frames_.back().who == actor::coordinator, team_->now());
  }
  void coordinator_quits() override { seen_.coordinator_quits(); }

  void check_end() {
    const std::vector<std::string> texts = team_->errors.claim();
    const auto count = [&](const char* text) { return static_cast<std::size_t>(std::ranges::count(texts, text)); };
    seen_.check_end(team_->now(), count("task_dropped"), count("deliberate task"));
    noticed();
    const std::vector<std::string> more = team_->end();
    if (!more.empty()) fail(more.front().c_str());
  }

  const planned_scenario& planned_;
  guide& guide_;
  team_onlooker seen_;
  std::unique_ptr<scripted_team> team_;
  std::vector<std::size_t> positions_;
  std::size_t holds_left_;
  std::vector<frame> frames_;
  std::string schedule_;
  std::size_t steps_ = 0;
  std::optional<std::size_t> wrong_after_;
  bool over_ = false;
  const planned_call last_{calls::quit()};
};

}  // namespace cadre::testing
