// cadre/asio_worker.hpp - runs tasks in order, on a loop of Boost.Asio.
//
// Part of Cadre; terms in LICENSE at the top of the repository. Read exclusive_worker.hpp first. Nothing else in Cadre
// includes this header: only a program that does needs Boost.Asio, and of that the headers are enough.

#pragma once

#include <atomic>
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/execution.hpp>
#include <boost/asio/execution_context.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/prefer.hpp>
#include <boost/asio/query.hpp>
#include <cstddef>
#include <deque>
#include <exception>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <utility>
#include <vector>

#include "cadre/error_sink.hpp"
#include "cadre/exclusive_worker.hpp"
#include "cadre/team.hpp"

namespace cadre {

/// How an asio_worker is made.
struct asio_options {
  error_sink errors = {};
  bool keep_running = false;  ///< the loop has work until the worker quits, so that its run() does not return before
};

/// An exclusive worker whose tasks an executor of Boost.Asio runs: a program that has an io_context needs no second
/// loop.
///
///   |                     | submit  | quit   | waiting tasks                             |
///   |---------------------|---------|--------|-------------------------------------------|
///   | loop runs           | accepts | → quit | run, in the order of submission           |
///   | stopped, or not run | accepts | → quit | run once the loop runs, after restart()   |
///   | quit                | throws  | throws | still run as before (W-06)                |
///   | context destroyed   | throws  | throws | were destroyed, reported as task_dropped  |
///
/// Tasks never overlap, even if several threads run the context, and though the executor is no strand (W-07). Over a
/// strand, they do not overlap with its other handlers either.
///
/// Ordering: as exclusive_worker's, among all threads that submit. `submit` never runs the task itself,
/// and wakes the loop. The executor is asked for one *turn* at a time, which is one handler to it: it runs the tasks
/// that wait when it begins. What is added meanwhile waits for the next turn, so that timers and sockets get theirs in
/// between, and that turn is asked for at once. `stop` of an io_context takes effect between two turns.
///
/// The loop has work while tasks wait, and no longer, unless the options say so: then `run` returns only after `quit`,
/// and after the tasks accepted by then. `quit` never stops the loop.
///
/// Errors: what a task throws goes to the sink, and nothing of it comes out of `run` (R-06, DEF-10).
///
/// A task that ends its thread by force (pthread_exit, cancellation) takes nobody along: another thread of the loop
/// goes on with the next one.
///
/// Lifetime: tasks that wait outlive the worker, and run. The context may be destroyed before the worker or after it,
/// but not while another thread uses the worker. Tasks of an executor that throws a turn away, alive as its context is,
/// are dropped and reported with the worker's end.
///
/// Cost: a short lock and room in a queue for each task, and one handler for each turn. If a turn cannot be had, for
/// want of memory, the task that asked for it is refused; of those that came in between one after the other is dropped
/// and reported, until a turn can be had for the rest.
class [[gnu::visibility("default")]] asio_worker final : public exclusive_worker {
 public:
  /// Over `loop`. Throws std::bad_alloc.
  explicit asio_worker(boost::asio::io_context& loop, asio_options options = {})
      : asio_worker(loop.get_executor(), std::move(options)) {}
  /// Over what `executor` stands for: an io_context, a thread_pool of Asio's, a strand. Throws std::invalid_argument
  /// for one that stands for nothing, and std::bad_alloc.
  explicit asio_worker(boost::asio::any_io_executor executor, asio_options options = {});
  ~asio_worker() override { close(); }

  /// Queues `work` and returns, also inside of a task. Throws also what the executor throws, without effect.
  void submit(task work) override;
  void quit() override;
  [[nodiscard]] bool closed() const noexcept override;
  [[nodiscard]] bool running_here() const noexcept override;
  [[nodiscard]] error_sink errors() const override;
  bool try_executing_one() override;

 private:
  class line;
  class registry;
  const std::shared_ptr<line> line_;
};

/// The tasks that wait. The flag and the tasks stand under one lock, so that nothing is accepted after quit (DEF-09).
class asio_worker::line : public std::enable_shared_from_this<line> {
 public:
  using executor = boost::asio::any_io_executor;

  line(executor on, asio_options options) : errors_(std::move(options.errors)), on_(std::move(on)) {
    if (options.keep_running) work_ = boost::asio::prefer(on_, boost::asio::execution::outstanding_work.tracked);
  }
  line(const line&) = delete;
  line& operator=(const line&) = delete;
  /// Finds tasks only where an executor threw a turn away.
  ~line() { drop_all(); }

  void push(task work) {
    const executor asked = admit(std::move(work));
    if (!asked) return;
    try {
      ask_for_turn(asked);
    } catch (...) {
      withdraw();
      throw;
    }
  }

  void close() {
    executor work;  // outlives the lock: its end may be the end of the loop's work
    const std::lock_guard lock(mutex_);
    if (std::exchange(closed_, true)) throw already_quit();
    work = std::exchange(work_, executor());
  }

  bool closed() {
    const std::lock_guard lock(mutex_);
    return closed_;
  }

  [[nodiscard]] bool running_here() const noexcept {
    return runner_.load(std::memory_order_relaxed) == std::this_thread::get_id();
  }

  [[nodiscard]] const error_sink& errors() const noexcept { return errors_; }

  bool run_one() {
    task next = pop();
    if (!next) return false;
    contain(next);
    return true;
  }

  /// The context goes, and whatever refers to it must go first.
  void abandon() noexcept {
    executor on;
    executor work;
    {
      const std::lock_guard lock(mutex_);
      closed_ = true;
      on = std::exchange(on_, executor());
      work = std::exchange(work_, executor());
    }
    drop_all();
  }

 private:
  /// Gives the executor that is to be asked for a turn; none if that was done.
  executor admit(task work) {
    const std::lock_guard lock(mutex_);
    if (closed_) throw already_quit();
    tasks_.push_back(std::move(work));
    return std::exchange(asked_, true) ? executor() : on_;
  }

  /// Under no lock: an executor may be anybody's code.
  void ask_for_turn(const executor& on) {
    boost::asio::post(on, [self = shared_from_this()] { self->turn(); });
  }

  /// No turn could be had, and none runs: the task that wanted one is still the oldest.
  void withdraw() noexcept {
    const task refused = pop();
    pass_on_or_drop();
  }

  void turn() {
    try {
      do {
        run_waiting();
      } while (!pass_on());
    } catch (...) {  // the thread is being ended by force: what tasks throw does not get here
      pass_on_or_drop();
      throw;
    }
  }

  void run_waiting() {
    const struct scope {
      line& of;
      ~scope() { of.runner_.store(std::thread::id(), std::memory_order_relaxed); }
    } inside{*this};
    runner_.store(std::this_thread::get_id(), std::memory_order_relaxed);
    for (std::size_t present = waiting(); present > 0 && run_one(); --present) {
    }
  }

  /// Leaves the rest to another turn; false if there is a rest, and no turn for it to be had.
  bool pass_on() noexcept {
    try {
      const executor on = rest();
      if (on) ask_for_turn(on);
      return true;
    } catch (...) {
      return false;
    }
  }

  /// Gives the executor if tasks wait. Otherwise the next task asks for a turn itself.
  executor rest() noexcept {
    const std::lock_guard lock(mutex_);
    asked_ = !tasks_.empty();
    return asked_ ? on_ : executor();
  }

  /// As cadre's own threads do it: everything but forced unwinding ends here (M-20).
  void contain(task& work) {
    try {
      work();
    } catch (...) {
      if (!std::current_exception()) throw;
      report(errors_, std::current_exception());
    }
  }

  void pass_on_or_drop() noexcept {
    while (!pass_on()) drop(pop());
  }

  void drop_all() noexcept {
    while (task unrun = pop()) drop(std::move(unrun));
  }

  void drop(task unrun) noexcept {
    if (!unrun) return;
    unrun = task();
    report(errors_, std::make_exception_ptr(task_dropped()));
  }

  task pop() noexcept {
    const std::lock_guard lock(mutex_);
    if (tasks_.empty()) return {};
    task oldest = std::move(tasks_.front());
    tasks_.pop_front();
    return oldest;
  }

  std::size_t waiting() noexcept {
    const std::lock_guard lock(mutex_);
    return tasks_.size();
  }

  const error_sink errors_;
  // Whose turn it is. A thread looks only for its own name, which it alone writes, so any order will do.
  std::atomic<std::thread::id> runner_{};
  std::mutex mutex_;
  // All of these under the lock.
  std::deque<task> tasks_;
  bool closed_ = false;
  bool asked_ = false;  ///< a turn has been asked for, or runs
  executor on_;
  executor work_;  ///< keeps the loop running
};

/// Knows the workers over one context, and tells them when it is destroyed: before its handlers are, and while all that
/// belongs to it can still be used.
class asio_worker::registry final : public boost::asio::execution_context::service {
 public:
  static inline boost::asio::execution_context::id id;
  explicit registry(boost::asio::execution_context& owner) : service(owner) {}

  void add(const std::shared_ptr<line>& one) {
    const std::lock_guard lock(mutex_);
    if (lines_.size() >= enough_) {
      std::erase_if(lines_, [](const auto& other) { return other.expired(); });
      enough_ = 2 * lines_.size() + few;
    }
    lines_.push_back(one);
  }

 private:
  static constexpr std::size_t few = 16;

  void shutdown() noexcept override {
    std::vector<std::weak_ptr<line>> all;
    {
      const std::lock_guard lock(mutex_);
      all.swap(lines_);
    }
    for (const auto& one : all)
      if (const auto still_there = one.lock()) still_there->abandon();
  }

  std::mutex mutex_;
  std::vector<std::weak_ptr<line>> lines_;
  std::size_t enough_ = few;  ///< so many, and those that are gone are looked for
};

inline asio_worker::asio_worker(boost::asio::any_io_executor executor, asio_options options)
    : line_(executor ? std::make_shared<line>(executor, std::move(options)) : nullptr) {
  if (!line_) throw std::invalid_argument("cadre: asio_worker needs an executor that stands for something");
  boost::asio::execution_context& context = boost::asio::query(executor, boost::asio::execution::context);
  boost::asio::use_service<registry>(context).add(line_);
}

inline void asio_worker::submit(task work) {
  if (!work) throw std::invalid_argument("cadre: submit was given an empty task; pass a callable");
  line_->push(std::move(work));
}

inline void asio_worker::quit() {
  line_->close();
}

inline bool asio_worker::closed() const noexcept {
  return line_->closed();
}

inline bool asio_worker::running_here() const noexcept {
  return line_->running_here();
}

inline error_sink asio_worker::errors() const {
  return line_->errors();
}

inline bool asio_worker::try_executing_one() {
  return running_here() && line_->run_one();
}

}  // namespace cadre
