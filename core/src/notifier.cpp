#include "cadre/notifier.hpp"

#include <boost/thread/thread_only.hpp>
#include <stdexcept>
#include <system_error>
#include <utility>
#include <vector>

#include "doorbell.hpp"
#include "fork_guard.hpp"
#include "guarded.hpp"
#include "notice_ring.hpp"
#include "running.hpp"
#include "signal_mask.hpp"

namespace cadre {
namespace {

using function = std::function<void()>;
using function_ptr = std::shared_ptr<const function>;

/// While it lives, this thread submits `what` for a notice.
struct submission : running {
  explicit submission(const function_ptr& what) noexcept : running(what.get()) {}
  bool begun = false;  ///< inside of the submit
};

void perform(const function_ptr& what) {
  if (auto* const inside = static_cast<submission*>(running::find(what.get()))) inside->begun = true;
  (*what)();
}

}  // namespace

class notifier::state {
 public:
  state(worker& to, const notifier_options& options)
      : to_(to), errors_(options.errors), mask_(signal_mask::current()), ring_(options.capacity) {
    // So that the loader binds now what handlers call, and not in the first of them. The thread looks once in vain.
    bell_.ring();
  }

  // For handlers.

  bool notify(std::uint32_t number) noexcept {
    if (process_.inherited() || ended_.load(std::memory_order_relaxed) || !ring_.put(number)) return refuse();
    bell_.ring();
    return true;
  }
  // The thread has to report it.
  bool refuse() noexcept {
    lost_.fetch_add(1, std::memory_order_relaxed);
    if (!process_.inherited()) bell_.ring();
    return false;
  }

  // For others.

  std::uint32_t add(function work) {
    if (!work) throw std::invalid_argument("cadre: a notifier was given an empty function");
    if (process_.inherited())
      throw std::system_error(std::make_error_code(std::errc::operation_not_permitted),
                              "cadre: this notifier belongs to the process that this one was forked from");
    const auto kept = std::make_shared<const function>(std::move(work));
    return functions_.with([&](auto& all) {
      all.push_back(kept);
      return static_cast<std::uint32_t>(all.size() - 1);
    });
  }
  [[nodiscard]] std::uint64_t lost() const noexcept { return lost_.load(std::memory_order_relaxed); }
  [[nodiscard]] bool inherited() const noexcept { return process_.inherited(); }
  [[nodiscard]] bool running_here() const noexcept { return running::find(this) != nullptr; }
  [[nodiscard]] const error_sink& errors() const noexcept { return errors_; }

  /// What the thread does.
  void run() {
    const running here(this);
    const signal_mask quiet(signal_mask::all_but_faults());
    // Also of a thread that is ended by force.
    const struct last {
      state& of;
      ~last() { of.end(); }
    } at_end{*this};
    bool over = false;
    while (!over) {
      bell_.answer([&] {
        // First: what came before the stop is submitted in this look.
        over = stopping_.load(std::memory_order_acquire);
        look();
      });
    }
  }

  /// Has the thread end when it has submitted what is in the ring.
  void stop() noexcept {
    stopping_.store(true, std::memory_order_release);
    bell_.ring();
  }
  /// The same on the thread itself, here and now.
  void stop_here() {
    stop();
    submit_all();
  }

  /// By the thread, or when it has ended: what is still in the ring is lost. No effect if there is nothing.
  void end() noexcept {
    ended_.store(true, std::memory_order_relaxed);
    while (ring_.take()) lost_.fetch_add(1, std::memory_order_relaxed);
    report_losses();
  }

 private:
  void look() {
    const signal_mask as_made(mask_);
    submit_all();
  }

  // Where notices come in faster than they go out, losses are reported all the same.
  void submit_all() {
    bool more = true;
    while (more) {
      more = submit_some();
      report_losses();
    }
  }
  bool submit_some() {
    for (std::size_t left = ring_.capacity(); left > 0; --left) {
      const auto number = ring_.take();
      if (!number) return false;
      if (const auto what = find(*number))
        submit(what);
      else
        lost_.fetch_add(1, std::memory_order_relaxed);
    }
    return true;
  }
  // Null for a notice that outlived its notifier, if this one stands in the same place.
  function_ptr find(std::uint32_t number) {
    return functions_.with([&](const auto& all) { return number < all.size() ? all[number] : nullptr; });
  }

  void submit(const function_ptr& what) {
    submission here(what);
    try {
      to_.submit([what] { perform(what); });
    } catch (...) {
      if (!std::current_exception()) throw;
      if (here.begun) return report(errors_, std::current_exception());
      if (refused_++ == 0) cause_ = std::current_exception();
    }
  }

  void report_losses() noexcept {
    const std::uint64_t lost = lost_.load(std::memory_order_relaxed);
    report_loss(lost - std::exchange(reported_, lost), nullptr);
    report_loss(std::exchange(refused_, 0), std::exchange(cause_, nullptr));
  }
  void report_loss(std::uint64_t count, std::exception_ptr cause) const noexcept {
    if (count > 0) report(errors_, std::make_exception_ptr(notices_lost(count, std::move(cause))));
  }

  const fork_guard process_;
  worker& to_;
  const error_sink errors_;
  const sigset_t mask_;  ///< of the thread that made the notifier
  notice_ring ring_;
  doorbell<> bell_;
  guarded<std::vector<function_ptr>> functions_;
  // Only a count. The thread sees what was added before the ring that follows.
  sync::atomic<std::uint64_t> lost_{0};
  // Only a gate, so relaxed: whoever misses it leaves a number in the ring, and the destructor reports that.
  sync::atomic<bool> ended_{false};
  // Release and acquire: a look that sees it sees all notices that the destructor comes after.
  sync::atomic<bool> stopping_{false};

  // The thread's own; and the destructor's, after the join.
  std::uint64_t reported_ = 0;  ///< of those lost
  std::uint64_t refused_ = 0;   ///< by the worker, since the last report
  std::exception_ptr cause_;    ///< of the first of these
};

notices_lost::notices_lost(std::uint64_t count, std::exception_ptr cause) noexcept : count_(count) {
  cause_.swap(cause);
}

notices_lost::~notices_lost() = default;

const char* notices_lost::what() const noexcept {
  return "cadre: notices were lost: there was no room for them, or the worker refused";
}

notifier::notifier(worker& to, notifier_options options) {
  if (options.capacity == 0) throw std::invalid_argument("cadre: a notifier needs room for 1 notice at least");
  if (!options.factory) throw std::invalid_argument("cadre: a notifier needs a thread factory");
  state_ = std::make_shared<state>(to, options);
  // The thread inherits it, so that no signal comes before it can block them itself.
  const signal_mask quiet(signal_mask::all_but_faults());
  thread_ = options.factory([state = state_] { state->run(); }, options.name);
  if (thread_) return;
  state_->stop();
  throw std::runtime_error("cadre: a notifier's thread factory gave no thread");
}

notifier::~notifier() {
  if (state_->inherited()) {
    static_cast<void>(thread_.release());
    return;
  }
  if (state_->running_here()) {
    state_->stop_here();
    return;
  }
  state_->stop();
  try {
    // A thread of another factory may be Boost's. Cut short, its join would leave it behind.
    const boost::this_thread::disable_interruption undisturbed;
    thread_->join();
  } catch (...) {
    report(state_->errors(), std::current_exception());
    return;
  }
  state_->end();
}

notice notifier::add(std::function<void()> work) {
  return {this, state_->add(std::move(work))};
}

bool notifier::notify(notice what) noexcept {
  return what.of_ == this ? state_->notify(what.number_) : state_->refuse();
}

std::uint64_t notifier::lost() const noexcept {
  return state_->lost();
}

}  // namespace cadre
