#include "scheduler.hpp"

#include <cstdlib>
#include <exception>
#include <iostream>
#include <utility>
#include <vector>

#include "choices.hpp"
#include "fiber.hpp"
#include "forced_end.hpp"

namespace schedule {
namespace {

// More than any scenario needs: who is still running then makes no progress.
constexpr std::uint64_t most_steps = 50'000;

/// One logical thread. Its fiber serves one schedule after the other, since a stack is dear to make.
struct strand {
  enum class state { runnable, blocked, ended };
  state now = state::ended;
  std::string name;
  std::function<void()> body;
  const void* on = nullptr;
  const char* doing = "begin";
  int locks = 0;
  std::unique_ptr<fiber> runs;
};

class scheduler {
 public:
  outcome run(const std::function<void()>& scenario, choices& by, bool told);
  void start(std::string name, std::function<void()> body);
  void step(const char* what);
  void give_way(const char* what);
  void block(const void* on, const char* what);
  bool returns_early(const char* what);
  void wake(const void* on, bool all);
  [[noreturn]] void fail(std::string_view why);
  [[nodiscard]] strand* current() const { return current_; }

 private:
  void serve(strand& self);
  void ended();
  void count(const char* what);
  void collect(bool current_first);
  void go_on_with(strand& next);
  std::string description() const;

  fiber host_;
  std::vector<std::unique_ptr<strand>> strands_;
  std::size_t used_ = 0;  // of the strands, in this schedule
  std::vector<strand*> options_;
  strand* current_ = nullptr;
  choices* choices_ = nullptr;
  outcome outcome_;
  bool told_ = false;
};

outcome scheduler::run(const std::function<void()>& scenario, choices& by, bool told) {
  choices_ = &by;
  told_ = told;
  outcome_ = {};
  used_ = 0;
  start("main", scenario);
  current_ = strands_.front().get();
  host_.switch_to(*current_->runs);
  current_ = nullptr;
  // Their stacks hold what nobody can unwind any more.
  if (outcome_.failure)
    for (auto& left : strands_) static_cast<void>(left.release());
  if (outcome_.failure) strands_.clear();
  return outcome_;
}

void scheduler::start(std::string name, std::function<void()> body) {
  if (used_ == strands_.size()) {
    strands_.push_back(std::make_unique<strand>());
    strand& fresh = *strands_.back();
    fresh.runs = std::make_unique<fiber>([this, &fresh] { serve(fresh); });
  }
  strand& next = *strands_[used_++];
  next.runs->renew();
  next.name = std::move(name);
  next.body = std::move(body);
  next.doing = "begin";
  next.now = strand::state::runnable;
}

void scheduler::serve(strand& self) {
  while (true) {
    try {
      self.body();
      self.body = nullptr;
    } catch (const std::exception& error) {
      fail(std::string("an exception left a thread: ") + error.what());
    }
    if (self.locks != 0) fail("a thread has ended and holds a lock");
    ended();
  }
}

void scheduler::ended() {
  current_->now = strand::state::ended;
  current_->doing = "ended";
  collect(false);
  if (!options_.empty())
    return go_on_with(*options_[options_.size() > 1 ? choices_->choose(options_.size(), false) : 0]);
  for (std::size_t i = 0; i < used_; ++i)
    if (strands_[i]->now != strand::state::ended) fail("deadlock");
  current_->runs->switch_to(host_);
}

void scheduler::count(const char* what) {
  current_->doing = what;
  if (told_) std::cerr << outcome_.steps << ' ' << current_->name << ": " << what << '\n';
  if (++outcome_.steps > most_steps) fail("livelock");
}

void scheduler::collect(bool current_first) {
  options_.clear();
  if (current_first) options_.push_back(current_);
  for (std::size_t i = 0; i < used_; ++i) {
    strand* const one = strands_[i].get();
    if (one != current_ && one->now == strand::state::runnable) options_.push_back(one);
  }
}

void scheduler::go_on_with(strand& next) {
  if (&next == current_) return;
  strand& before = *std::exchange(current_, &next);
  before.runs->switch_to(*next.runs);
}

void scheduler::step(const char* what) {
  count(what);
  collect(true);
  if (options_.size() > 1) go_on_with(*options_[choices_->choose(options_.size(), true)]);
}

void scheduler::give_way(const char* what) {
  count(what);
  collect(false);
  if (!options_.empty()) go_on_with(*options_[options_.size() > 1 ? choices_->choose(options_.size(), false) : 0]);
}

void scheduler::block(const void* on, const char* what) {
  count(what);
  current_->on = on;
  current_->now = strand::state::blocked;
  collect(false);
  if (options_.empty()) fail("deadlock");
  go_on_with(*options_[options_.size() > 1 ? choices_->choose(options_.size(), false) : 0]);
}

// Counts as a preemption: what could go on does not.
bool scheduler::returns_early(const char* what) {
  if (choices_->choose(2, true) == 0) return false;
  step(what);
  return true;
}

void scheduler::wake(const void* on, bool all) {
  options_.clear();
  for (std::size_t i = 0; i < used_; ++i) {
    strand* const one = strands_[i].get();
    if (one->now == strand::state::blocked && one->on == on) options_.push_back(one);
  }
  if (!all && options_.size() > 1) options_ = {options_[choices_->choose(options_.size(), false)]};
  for (strand* const one : options_) one->now = strand::state::runnable;
}

void scheduler::fail(std::string_view why) {
  outcome_.failure = std::string(why) + "\n" + description();
  current_->runs->switch_to(host_);
  std::terminate();  // nobody comes back to it
}

std::string scheduler::description() const {
  std::string text;
  for (std::size_t i = 0; i < used_; ++i) {
    const strand& one = *strands_[i];
    const bool blocked = one.now == strand::state::blocked;
    text += "  " + one.name + ": " + (blocked ? "blocked: " : &one == current_ ? "running: " : "") + one.doing + "\n";
  }
  return text;
}

scheduler& the() {
  static auto* const only = new scheduler;  // stacks of failed schedules refer to it to the end
  return *only;
}

bool inside() {
  return the().current() != nullptr;
}

}  // namespace

outcome run(const std::function<void()>& scenario, choices& by, bool told) {
  return the().run(scenario, by, told);
}

void step(const char* what) {
  if (inside()) the().step(what);
}

void yield(const char* what) {
  if (inside()) the().give_way(what);
}

void block(const void* on, const char* what) {
  the().block(on, what);
}

bool returns_early(const char* what) {
  return the().returns_early(what);
}

void wake_one(const void* on) {
  if (inside()) the().wake(on, false);
}

void wake_all(const void* on) {
  if (inside()) the().wake(on, true);
}

void took_lock() {
  if (inside()) ++the().current()->locks;
}

void gave_lock() {
  if (inside()) --the().current()->locks;
}

int locks_held() {
  return the().current()->locks;
}

void fail(std::string_view why) {
  if (!inside()) std::abort();
  the().fail(why);
}

thread::thread(std::string name, std::function<void()> body) {
  the().start(std::move(name), [body = std::move(body), progress = progress_] {
    step("begin");
    run_to_its_end(body);
    step("end");
    progress->ended = true;
    schedule::wake_all(progress.get());
  });
  step("start a thread");
}

void thread::join() {
  step("join");
  while (!progress_->ended) block(progress_.get(), "join");
}

}  // namespace schedule
