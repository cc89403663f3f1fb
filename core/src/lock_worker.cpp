#include "cadre/lock_worker.hpp"

#include <atomic>
#include <boost/thread/lock_guard.hpp>
#include <boost/thread/mutex.hpp>
#include <deque>
#include <stdexcept>
#include <vector>

#include "cadre/error_in_context.hpp"
#include "contain.hpp"
#include "guarded.hpp"
#include "running.hpp"
#include "task_check.hpp"

namespace cadre {
namespace {

class mutex_lock final : public lockable {
 public:
  void lock() override { mutex_.lock(); }
  void unlock() override { mutex_.unlock(); }

 private:
  boost::mutex mutex_;
};

/// One outermost call: what it and the tasks inside it submitted. Only the calling thread touches it,
/// and finds it again through `running`, so re-entrance needs no owner mark that a failing lock could
/// leave behind (DEF-04, DEF-07).
struct drain : running {
  using running::running;

  /// Takes a task in. Room for what it may leave behind, a follow-up and an error, is made now: later there
  /// is no way to refuse.
  void add(task work) {
    follow_ups.reserve(follow_ups.size() + 2 * (waiting.size() + 1));
    waiting.push_back(std::move(work));
  }

  std::deque<task> waiting;
  std::vector<task> follow_ups;
  std::exception_ptr first;
};

}  // namespace

class lock_worker::state {
 public:
  state(std::shared_ptr<lockable> lock, error_sink others) : lock_(std::move(lock)), others_(std::move(others)) {}

  [[nodiscard]] const error_sink& others() const noexcept { return others_; }

  void submit(task work) {
    if (auto* mine = static_cast<drain*>(running::find(this))) {
      if (closed()) throw already_quit();
      mine->add(std::move(work));
      return;
    }
    std::exception_ptr first;
    for (task& follow_up : run(std::move(work), first)) contain(follow_up, others_);
    if (first) std::rethrow_exception(original(first));
  }

  void after_release(task follow_up) {
    auto* mine = static_cast<drain*>(running::find(this));
    if (mine == nullptr) throw std::logic_error("cadre: after_release was called outside a task of the lock_worker");
    mine->follow_ups.push_back(std::move(follow_up));
  }

  void quit() {
    if (closed_.exchange(true)) throw already_quit();
    // Out of the guard first: the lock's destructor is not ours.
    const std::shared_ptr<lockable> last = lock_.with([](auto& lock) { return std::exchange(lock, nullptr); });
  }

  bool closed() const noexcept { return closed_.load(); }

 private:
  std::vector<task> run(task work, std::exception_ptr& first) {
    // The lock is fetched before the flag is looked at: a quit in between leaves a lock that is still
    // good, and the flag is looked at again under it (LW-11, DEF-03).
    const std::shared_ptr<lockable> lock = lock_.with([](const auto& l) { return l; });
    if (!lock || closed()) throw already_quit();
    drain mine(this);
    mine.add(std::move(work));
    bool admitted = false;
    // Unlocking may itself submit; such a task finds this call still open, and gets one more round
    // (DEF-06).
    while (!mine.waiting.empty()) {
      const boost::lock_guard<lockable> held(*lock);
      if (!admitted && closed()) throw already_quit();
      admitted = true;
      run_waiting(mine);
    }
    first = mine.first;
    return std::move(mine.follow_ups);
  }

  void run_waiting(drain& mine) {
    while (!mine.waiting.empty()) {
      task next = std::move(mine.waiting.front());
      mine.waiting.pop_front();
      try {
        next();
      } catch (...) {
        if (!std::current_exception()) throw;
        keep_error(mine, std::current_exception());
      }
    }
  }

  void keep_error(drain& mine, std::exception_ptr error) {
    if (!mine.first) {
      mine.first = std::move(error);
    } else {
      mine.follow_ups.emplace_back([this, error = std::move(error)] { report(others_, error); });
    }
  }

  guarded<std::shared_ptr<lockable>> lock_;
  // Only a gate. The exchange decides which quit is the first (DEF-08); what tasks touch is ordered by
  // the lock, under which the flag is read again before the first task runs.
  std::atomic<bool> closed_{false};
  const error_sink others_;
};

lockable::~lockable() = default;

lock_worker::lock_worker(error_sink others) : lock_worker(std::make_shared<mutex_lock>(), std::move(others)) {}

lock_worker::lock_worker(std::shared_ptr<lockable> lock, error_sink others) {
  if (!lock) throw std::invalid_argument("cadre: lock_worker needs a lock");
  state_ = std::make_shared<state>(std::move(lock), std::move(others));
}

lock_worker::~lock_worker() {
  close();
}

void lock_worker::submit(task work) {
  require_callable(work);
  // A task may destroy this worker, so the call keeps hold of what it needs.
  const std::shared_ptr<state> kept = state_;
  kept->submit(std::move(work));
}

void lock_worker::quit() {
  state_->quit();
}

bool lock_worker::closed() const noexcept {
  return state_->closed();
}

error_sink lock_worker::errors() const {
  return state_->others();
}

bool lock_worker::running_here() const noexcept {
  return running::find(state_.get()) != nullptr;
}

void lock_worker::after_release(task follow_up) {
  state_->after_release(std::move(follow_up));
}

}  // namespace cadre
