#include "cadre/serial_worker.hpp"

#include <new>
#include <optional>
#include <stdexcept>
#include <utility>

#include "cadre/team.hpp"
#include "contain.hpp"
#include "guarded.hpp"
#include "home.hpp"
#include "running.hpp"
#include "serial_books.hpp"
#include "task_check.hpp"

namespace cadre {
namespace {

/// The way from a run to the worker below, which may be gone once the serial_worker is.
class way_below {
 public:
  explicit way_below(worker& to) : to_(&to) {}

  /// While it lives, the worker below does, if there is one: so the serial_worker's destructor waits for it. A run that
  /// begins on this thread meanwhile, inside that worker's submit, does not execute: it says so here, and the one that
  /// handed over goes on. Else runs would nest as deep as tasks wait.
  class use : public running {
   public:
    explicit use(way_below& of) : running(&of), of_(of), to_(of.enter()) {}
    ~use() {
      if (to_ != nullptr) of_.leave();
    }
    use(const use&) = delete;
    use& operator=(const use&) = delete;
    [[nodiscard]] worker* to() const noexcept { return to_; }

    bool came_back = false;

   private:
    way_below& of_;
    worker* const to_;
  };

  [[nodiscard]] use* used_here() noexcept { return static_cast<use*>(running::find(this)); }

  /// Waits for those who use it, this thread excepted.
  void close() {
    const int own = used_here() != nullptr ? 1 : 0;
    std::unique_lock lock(mutex_);
    to_ = nullptr;
    while (users_ > own) left_.wait(lock);
  }

 private:
  worker* enter() {
    const std::lock_guard lock(mutex_);
    if (to_ != nullptr) ++users_;
    return to_;
  }
  void leave() {
    const std::lock_guard lock(mutex_);
    --users_;
    left_.notify_all();
  }

  sync::mutex mutex_;
  sync::condition left_;
  worker* to_;
  int users_ = 0;
};

}  // namespace

class serial_worker::state : public std::enable_shared_from_this<state> {
 public:
  state(worker& below, serial_options options)
      : in_a_row_(options.in_a_row),
        errors_(options.errors ? std::move(options.errors) : below.errors()),
        below_(below) {}

  void submit(worker& to, task work) {
    const auto which = books_.with([&](serial_books& b) { return b.push(work); });
    if (which != serial_books::none) submit_run(to, which);
  }
  void quit() {
    books_.with([](serial_books& b) { b.quit(); });
  }
  [[nodiscard]] bool closed() {
    return books_.with([](const serial_books& b) { return b.closed(); });
  }
  bool run_one() {
    task next = books_.with([](serial_books& b) { return b.take(); });
    if (!next) return false;
    contain(next, errors_);
    return true;
  }
  void let_go() { below_.close(); }
  [[nodiscard]] const error_sink& errors() const noexcept { return errors_; }

 private:
  /// What the worker below is given. It begins, or is destroyed unrun.
  class run {
   public:
    run(std::shared_ptr<state> of, serial_books::number which) noexcept : of_(std::move(of)), which_(which) {}
    run(run&&) noexcept = default;
    run& operator=(run&&) = delete;
    ~run() {
      if (of_) of_->destroyed(which_);
    }
    void operator()() { std::exchange(of_, nullptr)->begin(which_); }

   private:
    std::shared_ptr<state> of_;
    serial_books::number which_;
  };

  /// Of the right to execute tasks. A thread that is ended by force passes it on.
  struct turn {
    state& of;
    bool held = true;
    explicit turn(state& whose) : of(whose) {}
    turn(const turn&) = delete;
    turn& operator=(const turn&) = delete;
    ~turn() {
      if (held) of.pass_on(*this);
    }
  };

  void submit_run(worker& to, serial_books::number which) {
    try {
      to.submit(run(shared_from_this(), which));
    } catch (...) {
      task own;
      const auto meant = books_.with([&](serial_books& b) { return b.threw(which, own); });
      if (meant == serial_books::refusal::yes || !std::current_exception()) throw;
      if (meant == serial_books::refusal::no) report(errors_, std::current_exception());
      return;
    }
    books_.with([&](serial_books& b) { b.accepted(which); });
    drop_lost();
  }

  void begin(serial_books::number which) {
    if (!books_.with([&](serial_books& b) { return b.begin(which); })) return;
    if (auto* const outer = below_.used_here()) {
      outer->came_back = true;
    } else {
      execute();
    }
  }

  void execute() {
    turn mine(*this);
    while (mine.held) {
      mine.held = round();
      if (mine.held) hand_over(mine);
    }
  }

  // False when nothing is left. Handing over is no part of it: other tasks may run inside that, on this thread.
  bool round() {
    const running here(this);
    for (std::size_t left = in_a_row_; left > 0; --left) {
      task next = books_.with([](serial_books& b) { return b.next(); });
      if (!next) return false;
      contain(next, errors_);
    }
    return true;
  }

  // The turn stays with this run if there is nobody to take it.
  void hand_over(turn& mine) {
    std::exception_ptr error;
    offer_next_run(mine, error);
    if (error) report(errors_, error);
    drop_lost();
  }

  // Runs no user code but what the worker below does in its submit. `error` is one that is no refusal.
  void offer_next_run(turn& mine, std::exception_ptr& error) {
    way_below::use way(below_);
    if (way.to() == nullptr) return;
    const auto which = next_run();
    if (!which) return;
    mine.held = false;
    if (*which == serial_books::none) return;
    try {
      way.to()->submit(run(shared_from_this(), *which));
      books_.with([&](serial_books& b) { b.accepted(*which); });
    } catch (...) {
      const auto meant = books_.with([&](serial_books& b) { return b.threw(*which); });
      mine.held = way.came_back || meant == serial_books::refusal::yes;
      if (!std::current_exception()) throw;
      if (meant == serial_books::refusal::no) error = std::current_exception();
      return;
    }
    mine.held = way.came_back;
  }

  // Nothing if there is no memory to note it.
  std::optional<serial_books::number> next_run() {
    try {
      return books_.with([](serial_books& b) { return b.hand_over(); });
    } catch (const std::bad_alloc&) {
      return std::nullopt;
    }
  }

  // What throws here has been refused.
  void pass_on(turn& mine) noexcept {
    try {
      hand_over(mine);
    } catch (...) {
    }
    if (!mine.held) return;
    books_.with([](serial_books& b) { b.give_up(); });
    drop_lost();
  }

  void destroyed(serial_books::number which) noexcept {
    books_.with([&](serial_books& b) { b.destroyed(which); });
    drop_lost();
  }
  void drop_lost() noexcept {
    while (task lost = books_.with([](serial_books& b) { return b.lost(); })) {
      lost = task();
      report(errors_, std::make_exception_ptr(task_dropped()));
    }
  }

  const std::size_t in_a_row_;
  const error_sink errors_;
  way_below below_;
  guarded<serial_books> books_;
};

serial_worker::serial_worker(worker& below, serial_options options) : below_(below) {
  if (options.in_a_row == 0) throw std::invalid_argument("cadre: a serial_worker needs at least 1 task in a row");
  state_ = std::make_shared<state>(below, std::move(options));
}

serial_worker::~serial_worker() {
  close();
  state_->let_go();
}

void serial_worker::submit(task work) {
  require_callable(work);
  if (below_.closed()) throw already_quit();
  // A task that runs inside of this may destroy this worker, so the call keeps hold of what it needs.
  const std::shared_ptr<state> kept = state_;
  kept->submit(below_, std::move(work));
}

void serial_worker::quit() {
  state_->quit();
}

bool serial_worker::closed() const noexcept {
  return state_->closed();
}

bool serial_worker::running_here() const noexcept {
  return running::find(state_.get()) != nullptr;
}

error_sink serial_worker::errors() const {
  return state_->errors();
}

bool serial_worker::try_executing_one() {
  return running_here() && state_->run_one();
}

void serial_worker::after_release(task follow_up) {
  if (auto* const exclusive = dynamic_cast<exclusive_worker*>(&below_)) {
    exclusive->after_release(std::move(follow_up));
  } else {
    follow_up();
  }
}

std::shared_ptr<engine> serial_worker::home() const noexcept {
  return home_of(below_);
}

}  // namespace cadre
