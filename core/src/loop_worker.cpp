#include "cadre/loop_worker.hpp"

#include <algorithm>
#include <chrono>
#include <stdexcept>
#include <string>
#include <system_error>
#include <utility>

#include "contain.hpp"
#include "driving.hpp"
#include "loop_pool.hpp"
#include "loop_queue.hpp"
#include "loop_time.hpp"
#include "pending_calls.hpp"
#include "task_check.hpp"

namespace cadre {
namespace {

/// How often a loop that stops looks whether its pool has ended.
constexpr clock::duration between_looks = std::chrono::milliseconds(2);

loop_options checked(loop_options options) {
  if (!options.pool_threads) throw std::invalid_argument("cadre: the default pool of a loop needs a thread factory");
  return options;
}

[[noreturn]] void refuse_drive(std::errc why, const char* text) {
  throw std::system_error(std::make_error_code(why), text);
}

}  // namespace

class loop_worker::state {
 public:
  explicit state(const loop_options& options)
      : errors_(options.errors), registers_(options.register_thread), time_(options.time, errors_), pool_(options) {}

  void submit(task work) {
    require_callable(work);
    queue_.add(std::move(work));
    time_.wake().ring();
  }
  void submit_at(clock::time_point when, task work) {
    require_callable(work);
    queue_.add_at(when, std::move(work));
    time_.wake().ring();
  }

  // Relaxed: the ring tells it, and orders what came before it.
  void stop() noexcept {
    stop_.store(true, std::memory_order_relaxed);
    time_.wake().ring();
  }
  void quit() {
    if (!queue_.close()) throw already_quit();
    time_.wake().ring();
  }
  [[nodiscard]] bool closed() { return queue_.closed(); }

  std::size_t drive(loop_worker& self, clock::time_point until) {
    const claim alone(*this);
    const driving here(self, this, registers_);
    pool_.start();
    const std::size_t before = ran_;
    while (turn() < until && !over()) wait(until);
    return ran_ - before;
  }
  [[nodiscard]] bool running_here() const noexcept { return running::find(this) != nullptr; }

  /// Inside of a task.
  bool run_another() {
    task next = queue_.take();
    if (!next) next = queue_.take_waiting();
    if (!next) return false;
    run(next);
    return true;
  }

  /// The last thing of all; nobody drives.
  void drop_everything() noexcept {
    calls_->refuse_all();
    queue_.close();
    pool_.drop();
    while (task unrun = queue_.take_any()) drop(unrun);
  }

  [[nodiscard]] const error_sink& errors() const noexcept { return errors_; }
  [[nodiscard]] const loop_time& time() const noexcept { return time_; }
  [[nodiscard]] loop_pool& pool() noexcept { return pool_; }
  [[nodiscard]] const std::shared_ptr<pending_calls>& calls() const noexcept { return calls_; }

 private:
  /// How far the end has come.
  enum class stage { open, stopping, stopped };

  /// The right to drive.
  class claim {
   public:
    explicit claim(state& of) : of_(of) {
      if (of_.running_here() || of_.pool_.running_here())
        refuse_drive(std::errc::resource_deadlock_would_occur,
                     "cadre: a loop was driven inside of its own task, or on a thread of its default pool");
      if (of_.driven_.exchange(true, std::memory_order_acquire))
        refuse_drive(std::errc::device_or_resource_busy, "cadre: another thread drives this loop");
    }
    ~claim() { of_.driven_.store(false, std::memory_order_release); }
    claim(const claim&) = delete;
    claim& operator=(const claim&) = delete;

   private:
    state& of_;
  };

  /// Tells when it began.
  clock::time_point turn() {
    const clock::time_point begin = time_.now();
    time_.wake().hush();
    shut_down();
    queue_.begin_turn();
    run_turn();
    queue_.admit_due(time_.now());
    run_turn();
    return begin;
  }
  void run_turn() {
    while (task next = queue_.take()) run(next);
  }
  void run(task& work) {
    ++ran_;
    contain(work, errors_);
  }
  void drop(task& unrun) noexcept {
    unrun = task();
    report(errors_, std::make_exception_ptr(task_dropped()));
  }

  /// One look at how far the end has come, each turn; see stop().
  void shut_down() {
    if (stage_ == stage::open && stop_.load(std::memory_order_relaxed)) {
      stage_ = stage::stopping;
      calls_->refuse_all();
      pool_.close();
    }
    if (stage_ == stage::stopping && pool_.ended()) {
      stage_ = stage::stopped;
      queue_.close();
      const clock::time_point now = time_.now();
      while (task unrun = queue_.take_undue(now)) drop(unrun);
    }
  }
  // A stop that is not seen here is the next drive's.
  [[nodiscard]] bool over() {
    const bool ending = stage_ == stage::open ? stop_.load(std::memory_order_relaxed) : stage_ == stage::stopping;
    return !ending && queue_.closed() && queue_.empty();
  }
  void wait(clock::time_point until) {
    if (queue_.waiting()) return;
    const clock::duration longest = stage_ == stage::stopping ? between_looks : loop_time::for_ever;
    time_.sleep_until(std::min(until, queue_.next_due().value_or(clock::time_point::max())), longest);
  }

  const error_sink errors_;
  const bool registers_;
  loop_time time_;
  loop_queue queue_;
  loop_pool pool_;
  const std::shared_ptr<pending_calls> calls_ = std::make_shared<pending_calls>();

  // Acquire and release: who drives sees what the one before did, with what is the driver's own.
  sync::atomic<bool> driven_{false};
  sync::atomic<bool> stop_{false};

  // The driver's own.
  stage stage_ = stage::open;
  std::size_t ran_ = 0;
};

loop_worker::loop_worker(loop_options options) : state_(std::make_shared<state>(checked(std::move(options)))) {}

loop_worker::~loop_worker() {
  state_->drop_everything();
}

// As soon as the loop has what it is told, it may end and be destroyed: hence the copies of the pointer.
void loop_worker::submit(task work) {
  const std::shared_ptr<state> kept = state_;
  kept->submit(std::move(work));
}

void loop_worker::submit_at(clock::time_point when, task work) {
  const std::shared_ptr<state> kept = state_;
  kept->submit_at(when, std::move(work));
}

clock::time_point loop_worker::now() const {
  return state_->time().now();
}

std::size_t loop_worker::run() {
  return state_->drive(*this, clock::time_point::max());
}

std::size_t loop_worker::run_for(clock::duration at_most) {
  return state_->drive(*this, state_->time().after(at_most));
}

std::size_t loop_worker::poll() {
  return state_->drive(*this, clock::time_point::min());
}

void loop_worker::stop() noexcept {
  const std::shared_ptr<state> kept = state_;
  kept->stop();
}

void loop_worker::quit() {
  const std::shared_ptr<state> kept = state_;
  kept->quit();
}

bool loop_worker::closed() const noexcept {
  return state_->closed();
}

bool loop_worker::running_here() const noexcept {
  return state_->running_here();
}

error_sink loop_worker::errors() const {
  return state_->errors();
}

bool loop_worker::try_executing_one() {
  return running_here() && state_->run_another();
}

pool& loop_worker::default_pool() {
  return *share_default_pool();
}

std::shared_ptr<pool> loop_worker::share_default_pool() {
  return state_->pool().get();
}

void loop_worker::suggest_pool_size(int most) {
  if (most < 1)
    throw std::invalid_argument("cadre: the default pool needs at least one thread; suggested were " +
                                std::to_string(most));
  state_->pool().suggest(static_cast<std::size_t>(most));
}

loop_worker* loop_worker::current() noexcept {
  return driving::current();
}

std::shared_ptr<pending_calls> calls_of(const loop_worker& loop) noexcept {
  return loop.state_->calls();
}

}  // namespace cadre
