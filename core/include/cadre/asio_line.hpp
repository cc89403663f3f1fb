// cadre/asio_line.hpp - what waits for its turn on a loop of Boost.Asio; a part of asio_worker.hpp.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <atomic>
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/execution.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/prefer.hpp>
#include <cstddef>
#include <deque>
#include <exception>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>

#include "cadre/already_quit.hpp"
#include "cadre/error_sink.hpp"
#include "cadre/task.hpp"
#include "cadre/team.hpp"

namespace cadre {

/// The tasks of one asio_worker, which outlive it where they wait. Not for anybody else's use. The flag and the tasks
/// stand under one lock, so that nothing is accepted after quit (DEF-09). Any thread may call any of it.
class asio_line : public std::enable_shared_from_this<asio_line> {
 public:
  using executor = boost::asio::any_io_executor;

  asio_line(executor on, error_sink errors, bool keep_running) : errors_(std::move(errors)), on_(std::move(on)) {
    if (keep_running) work_ = boost::asio::prefer(on_, boost::asio::execution::outstanding_work.tracked);
  }
  asio_line(const asio_line&) = delete;
  asio_line& operator=(const asio_line&) = delete;
  /// Finds tasks only where an executor threw a turn away.
  ~asio_line() { drop_all(); }

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
      asio_line& of;
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

}  // namespace cadre
