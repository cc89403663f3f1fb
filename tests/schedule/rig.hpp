// rig.hpp - what the scenarios share: threads that the scheduler knows, and a ledger of tasks.

#pragma once

#include <cadre/pool.hpp>
#include <cadre/testing/manual_clock.hpp>
#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "scheduler.hpp"

namespace schedule {

/// Declare it before the pool. Whatever a pool calls, it must call under no lock of its own.
class rig {
 public:
  struct job {
    bool accepted = false;
    int runs = 0;
    int gone = 0;  ///< how often its callable was destroyed
    bool ended = false;
    std::function<void()> body = {};    ///< what it does
    std::function<void()> at_end = {};  ///< what its destructor does
  };

  explicit rig(std::size_t most_at_once) : most_at_once_(most_at_once) {}

  [[nodiscard]] cadre::pool_options options(cadre::team_limits limits, const cadre::backlog_bound& backlog = {});
  /// The pool's time, which stands still otherwise.
  void pass(cadre::clock::duration time) { time_->advance(time); }
  /// From now on so many tasks may run at once.
  void allow(std::size_t most_at_once) { most_at_once_ = most_at_once; }
  /// So many of the threads that are started next cannot be had.
  void deny_threads(int count) { denied_ = count; }

  /// Submits a task that does what the job says. False if the pool has quit.
  bool submit(cadre::worker& to, job what);
  bool submit(cadre::worker& to, std::function<void()> body = {}) { return submit(to, job{.body = std::move(body)}); }

  /// Lives as long as the rig: a task may wait for it still while its pool is destroyed.
  [[nodiscard]] event& make_event() { return events_.emplace_back(); }

  /// By a task: ends its thread by force.
  [[noreturn]] void lose_thread();

  /// All accepted tasks have ended.
  [[nodiscard]] bool all_ended() const;
  /// In the order in which they were submitted first (by one thread), tasks have started.
  void expect_fifo() const;
  /// After the pool: every accepted task ran once or was dropped and reported, is destroyed, and all threads were
  /// joined.
  void expect_settled() const;
  /// The books of a pool at rest.
  void expect_books(const cadre::pool& of) const;

  [[nodiscard]] std::size_t started() const { return started_; }
  [[nodiscard]] std::size_t dropped() const { return dropped_; }
  [[nodiscard]] std::size_t failed() const { return failed_; }
  [[nodiscard]] std::size_t other_errors() const { return other_errors_; }
  [[nodiscard]] const std::deque<job>& jobs() const { return jobs_; }

 private:
  class callable;
  class handle;
  [[nodiscard]] std::unique_ptr<cadre::joinable> start(std::function<void()> body, const std::string& name);
  void note(const std::exception_ptr& error);
  void begin(job& one);
  void end(job& one);

  const std::shared_ptr<cadre::testing::manual_clock> time_ = std::make_shared<cadre::testing::manual_clock>();
  std::size_t most_at_once_;
  std::size_t at_once_ = 0;
  int denied_ = 0;
  std::size_t started_ = 0;
  std::size_t joined_ = 0;
  std::size_t dropped_ = 0;
  std::size_t failed_ = 0;
  std::size_t other_errors_ = 0;
  std::deque<event> events_;
  std::deque<job> jobs_;
  std::vector<const job*> order_;
};

/// What a task throws on purpose.
struct deliberate {};

/// What a factory throws that has no thread to give.
struct no_thread {};

}  // namespace schedule
