#include "cadre/team.hpp"

#include <atomic>
#include <boost/thread/thread.hpp>
#include <stdexcept>
#include <system_error>

#include "board.hpp"
#include "hand_over.hpp"
#include "require_order.hpp"
#include "running.hpp"
#include "task_check.hpp"
#include "team_books.hpp"

namespace cadre {
namespace {

/// A call that would like to hear whether workers could be had. It can hear it only while it lasts, on
/// its own thread; so only with a coordinator that works on the caller's thread.
class asker {
 public:
  [[nodiscard]] bool listens() const { return boost::this_thread::get_id() == thread_ && !gone_; }
  void leave() { gone_ = true; }

  bool arrived = false;      ///< its step has begun
  std::uint64_t ticket = 0;  ///< of the task it submitted; 0: none
  task refused;              ///< that task, if it was taken back
  std::exception_ptr answer;

 private:
  const boost::thread::id thread_ = boost::this_thread::get_id();
  bool gone_ = false;  // touched by that thread only
};

using asker_ptr = std::shared_ptr<asker>;

}  // namespace

/// Everything that must live as long as a task runs.
class team::state final : public hand_over_end, public std::enable_shared_from_this<team::state> {
 public:
  state(std::unique_ptr<exclusive_worker> coordinator, worker_source source, error_sink errors, team_limits limits)
      : coordinator_(std::move(coordinator)),
        source_(std::move(source)),
        errors_(std::move(errors)),
        books_(limits),
        board_(books_.statistics()) {}

  /// Runs `event(books, decisions)` on the coordinator, then does what it decided, after release. Without
  /// memory it throws before the event.
  template <class Event>
  void on_coordinator(Event event, asker_ptr who = nullptr) {
    struct step {
      step(Event e, asker_ptr w) : event(std::move(e)), who(std::move(w)) {}
      decisions todo;
      Event event;
      asker_ptr who;
    };
    coordinator_->submit([self = shared_from_this(), now = std::make_shared<step>(std::move(event), std::move(who))] {
      now->event(self->books_, now->todo);
      if (self->visitors_.load() == 0) self->books_.conclude(now->todo);
      self->board_.publish(self->books_.statistics());
      if (now->todo.none()) return;
      self->coordinator_->after_release([self, now] { self->perform(now->todo, now->who); });
    });
  }

  /// The same for an event that nobody can be refused: without memory it waits for some.
  template <class Event>
  void must(const Event& event, const asker_ptr& who = nullptr) {
    for (bool done = false; !done;) {
      try {
        on_coordinator(event, who);
        done = true;
      } catch (const std::bad_alloc&) {
        boost::this_thread::yield();
      }
    }
  }

  /// The same for a public call; throws what the source threw, if the call can hear of it.
  template <class Event>
  void ask(Event event) {
    const auto who = std::make_shared<asker>();
    enter();
    try {
      on_coordinator(
          [this, event = std::move(event), who](team_books& books, decisions& out) mutable {
            who->arrived = true;
            visitors_.fetch_sub(1);
            event(books, out, *who);
          },
          who);
    } catch (...) {
      if (!who->arrived) leave();
      throw;
    }
    who->leave();
    if (who->answer) std::rethrow_exception(who->answer);
  }

  void quit() {
    if (closed_.exchange(true)) throw already_quit();
    must([](team_books& books, decisions& out) { books.quit(out); });
  }

  [[nodiscard]] bool closed() const noexcept { return closed_.load(); }
  [[nodiscard]] const board& shown() const { return board_; }
  [[nodiscard]] const error_sink& errors() const noexcept { return errors_; }

 private:
  void perform(decisions& todo, const asker_ptr& who) {
    while (!todo.dismiss.empty()) dismiss(*todo.dismiss.pop_front());
    for (waiting_task& unrun : todo.drop) {
      unrun.work = task();
      report(errors_, std::make_exception_ptr(task_dropped()));
    }
    while (!todo.hand_over.empty()) assign(todo.hand_over.pop_front(), who);
    if (todo.obtain > 0) obtain(todo.obtain, who);
    if (todo.finish) coordinator_->quit();
  }

  void dismiss(member& leaver) {
    try {
      leaver.hands->close();
    } catch (...) {
      report(errors_, std::current_exception());
    }
    leaver.hands.reset();
  }

  void enter() {
    visitors_.fetch_add(1);
    if (!closed()) return;
    leave();
    throw already_quit();
  }

  // The quit that this call met may have waited for it.
  void leave() {
    visitors_.fetch_sub(1);
    if (!closed()) return;
    try {
      must([](team_books&, decisions&) {});
    } catch (const already_quit&) {  // it did not wait
    }
  }

  void assign(const member_ptr& taker, const asker_ptr& who) {
    try {
      hand_over(shared_from_this(), taker);
    } catch (...) {
      report(errors_, std::current_exception());
      must([taker](team_books& books, decisions& out) { books.lost(taker, loss::refused, out); }, who);
    }
  }

  void drop(const member_ptr& taker) noexcept override {
    try {
      taker->current = task();
      report(errors_, std::make_exception_ptr(task_dropped()));
      must([taker](team_books& books, decisions& out) { books.lost(taker, loss::dropped, out); });
    } catch (...) {
      report(errors_, std::current_exception());
    }
  }

  void run(const member_ptr& self) override {
    outcome how = outcome::failed;
    try {
      const running here(this);
      task work = std::move(self->current);
      how = contain(work, errors_);
    } catch (...) {  // the thread is being ended by force
      must([self](team_books& books, decisions& out) { books.lost(self, loss::ended, out); });
      throw;
    }
    must([self, how](team_books& books, decisions& out) { books.finished(self, how, out); });
  }

  void obtain(std::size_t count, const asker_ptr& who) {
    for (; count > 0; --count) {
      member_ptr fresh;
      std::exception_ptr error;
      try {
        if (auto hands = source_()) fresh = std::make_shared<member>(std::move(hands));
      } catch (...) {
        error = std::current_exception();
      }
      if (!fresh) return give_up(count, error, who);
      must([fresh](team_books& books, decisions& out) { books.joined(fresh, out); });
    }
  }

  void give_up(std::size_t count, const std::exception_ptr& error, const asker_ptr& who) {
    const bool heard = error && who && who->listens();
    must([count, asker = heard ? who : nullptr](team_books& books, decisions& out) {
      if (asker && asker->ticket != 0 && books.have() == count) asker->refused = books.withdraw(asker->ticket);
      books.no_capacity(count, out);
    });
    if (heard && (who->ticket == 0 || who->refused)) {
      who->answer = error;
    } else if (error) {
      report(errors_, error);
    }
  }

  const std::unique_ptr<exclusive_worker> coordinator_;
  const worker_source source_;
  const error_sink errors_;
  team_books books_;  // coordinator tasks only
  board board_;
  // Only a gate on the caller's side. The exchange decides which quit is the first (DEF-08); the mark
  // that decisions depend on is the books' own, set by a coordinator task (T-46).
  std::atomic<bool> closed_{false};
  // Public calls that have not reached the coordinator. While there is one, quit is not concluded: a call
  // that was let in must find a coordinator that still takes steps (T-47). It counts itself, then looks at
  // closed_; quit sets closed_, then looks at the count: in the single order of these sequentially
  // consistent accesses one of the two sees the other.
  std::atomic<std::size_t> visitors_{0};
};

task_dropped::~task_dropped() = default;

const char* task_dropped::what() const noexcept {
  return "cadre: an accepted task was dropped before it could run";
}

team::team(std::unique_ptr<exclusive_worker> coordinator, worker_source source, error_sink errors, team_limits limits) {
  if (!coordinator) throw std::invalid_argument("cadre: a team needs a coordinator");
  if (!source) throw std::invalid_argument("cadre: a team needs a worker source");
  require_order(limits);
  state_ = std::make_shared<state>(std::move(coordinator), std::move(source), std::move(errors), limits);
}

team::~team() {
  close();
}

void team::submit(task work) {
  require_callable(work);
  state_->ask([work = std::move(work)](team_books& books, decisions& out, asker& who) mutable {
    who.ticket = books.submit(std::move(work), out);
  });
}

void team::grow(std::size_t count) {
  state_->ask([count](team_books& books, decisions& out, asker&) { books.grow(count, out); });
}

void team::shrink(std::size_t count) {
  state_->ask([count](team_books& books, decisions& out, asker&) { books.shrink(count, out); });
}

void team::shrink() {
  shrink(std::numeric_limits<std::size_t>::max());
}

void team::set_limits(team_limits limits) {
  require_order(limits);
  state_->ask([limits](team_books& books, decisions& out, asker&) { books.set_limits(limits, out); });
}

void team::quit() {
  state_->quit();
}

bool team::closed() const noexcept {
  return state_->closed();
}

bool team::running_here() const noexcept {
  return running::find(state_.get()) != nullptr;
}

error_sink team::errors() const {
  return state_->errors();
}

team_statistics team::statistics() const {
  return state_->shown().read();
}

std::size_t team::drop_backlog() {
  const auto count = std::make_shared<std::atomic<std::size_t>>(0);
  state_->on_coordinator([count](team_books& books, decisions& out) {
    // Read by the same thread, or too early, which the contract allows; so no order is needed.
    count->store(books.drop_backlog(out), std::memory_order_relaxed);
  });
  return count->load(std::memory_order_relaxed);
}

void team::wait(const std::function<bool(const team_statistics&)>& condition) const {
  if (running_here()) {
    throw std::system_error(std::make_error_code(std::errc::resource_deadlock_would_occur),
                            "cadre: a task cannot wait for the team that runs it");
  }
  // The team may be destroyed by then; what is waited for lives on.
  const std::shared_ptr<state> kept = state_;
  kept->shown().wait(condition);
}

}  // namespace cadre
