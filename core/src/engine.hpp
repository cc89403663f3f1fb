// What runs a pool's tasks: a queue, workers that take from it, and the books.
//
// Submitting a task and taking the next one touch the queue alone. The books are opened, under a lock of their own,
// when a worker sleeps, is woken, comes or leaves; what they decide is done after release.

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>

#include "alarm.hpp"
#include "bell.hpp"
#include "cadre/pool.hpp"
#include "linger.hpp"
#include "nested_waits.hpp"
#include "patience.hpp"
#include "pool_books.hpp"
#include "task_queue.hpp"
#include "thread_source.hpp"

namespace cadre {

/// Lives as long as one of its threads.
class engine : public std::enable_shared_from_this<engine> {
 public:
  /// With room for no worker, until limits are set.
  static std::shared_ptr<engine> make(std::shared_ptr<thread_source> source, const pool_options& options);
  engine(std::shared_ptr<thread_source> source, const pool_options& options);
  ~engine();
  engine(const engine&) = delete;
  engine& operator=(const engine&) = delete;

  /// False if it is full: then `work` was not touched.
  bool submit(task& work);
  /// Runs `work` here and counts it.
  void run_here(task& work);
  /// Drops the task that has waited longest, if there is one.
  void drop_oldest();

  void grow(std::size_t count);
  void shrink(std::size_t count);
  void set_limits(team_limits limits);
  void quit(stopping how = stopping::drain);
  /// Quits unless that was done.
  void close(stopping how = stopping::drain) noexcept;
  [[nodiscard]] bool closed() const noexcept { return closed_.load(std::memory_order_acquire); }
  std::size_t drop_backlog();

  [[nodiscard]] team_statistics statistics() const;
  /// What somebody who waits must hear of. Each includes those before it, and costs the workers more.
  enum class interest : unsigned {
    rest,    ///< a worker has run out of tasks, comes or leaves; the limits change; tasks are dropped
    starts,  ///< and about when a worker began with the task that it is in
    tasks,   ///< and each task that is accepted, taken or ended
  };
  /// Blocks until `condition()` holds. It is asked at first, and after each change.
  template <class Condition>
  void wait(interest in, Condition condition);
  /// The same, but only until then; false if it does not hold by then.
  template <class Condition>
  bool wait_until(interest in, clock::time_point deadline, Condition condition);
  /// Nothing that was accepted is unfinished.
  [[nodiscard]] bool idle() const;
  /// Nothing happens, and what waits, if anything, has no worker.
  [[nodiscard]] bool quiescent() const;
  /// Everything has been run or dropped, and all threads have ended.
  [[nodiscard]] bool ended() const;

  [[nodiscard]] const error_sink& errors() const noexcept { return errors_; }
  [[nodiscard]] clock::time_point now() const { return alarm_->now(); }
  /// So much later than now; the end of time if it is later than that.
  [[nodiscard]] clock::time_point after(clock::duration patience) const;

  /// The one whose task the calling thread runs.
  static std::shared_ptr<engine> of_this_thread() noexcept;
  void block();
  void unblock();
  /// A task of this engine is about to wait for another one. Throws would_deadlock if that would never end.
  void enter(nested_wait& one);
  void leave(nested_wait& one) noexcept;

  /// To be asked for what still runs at some later time, more exactly than without.
  void begin_stop();
  [[nodiscard]] stop_report report_stop() const;
  /// Drops what waits now.
  std::size_t drop_waiting();

 private:
  class observation;
  using urgency = pool_books::urgency;
  template <class Event>
  void on_books(Event event, urgency how = urgency::normal, std::exception_ptr* answer = nullptr);
  template <class Event>
  void resize(Event event);
  /// Asks the books again: something has changed that they do not keep.
  void settle();
  void settle(clock::time_point now, urgency how, pool_decisions& todo) noexcept;
  void perform(pool_decisions& todo, std::exception_ptr* answer);
  void obtain(std::size_t count, std::exception_ptr* answer);
  void create();
  [[gnu::noinline]] bool follow_up(task_queue::entry answer);
  void staff();
  bool discard_one(task_queue::claimer& hand);
  [[nodiscard]] team_statistics read() const noexcept;
  [[nodiscard]] bool observed(interest least) const noexcept;
  void require_open() const;

  void serve(pool_worker& self);
  task_record* await_work(pool_worker& self, task_queue::claimer& hand, patience& spin);
  void run_tasks(pool_worker& self, task_queue::claimer& hand, task_record* work);
  task_record* next(task_queue::claimer& hand, linger& stream);
  task_record* look(pool_worker& self, task_queue::claimer& hand, bool may_go_on);
  void lose(pool_worker& self);

  const std::shared_ptr<thread_source> source_;
  const error_sink errors_;
  const bool may_look_;
  std::shared_ptr<alarm> alarm_;
  task_queue queue_;

  // Relaxed: hints. A worker that misses one meets the same question at the books before it sleeps; see observation
  // for those who wait.
  static constexpr unsigned surplus = 1;  // some worker is to leave
  static constexpr unsigned stamps = 2;   // somebody wants to hear of starts
  static constexpr unsigned rings = 4;    // somebody wants to hear of tasks
  alignas(128) sync::atomic<unsigned> attention_{0};
  // Release and acquire: who sees it closed sees what came before the quit.
  sync::atomic<bool> closed_{false};

  mutable sync::quick_mutex mutex_;  // for the books, and how many observe
  pool_books books_;
  std::array<std::size_t, 3> observers_{};  // for each interest
  nested_waits nested_;
  std::uint64_t dropped_at_quit_ = 0;
  // Tasks that no worker counts. Release and acquire: who sees one counted sees its end.
  sync::atomic<std::uint64_t> dropped_{0};
  sync::atomic<std::uint64_t> accepted_here_{0};
  sync::atomic<std::uint64_t> ran_here_{0};
  sync::atomic<std::uint64_t> failed_here_{0};
};

/// One step: the event, what follows from it, and then, after release, what was decided.
template <class Event>
void engine::on_books(Event event, urgency how, std::exception_ptr* answer) {
  pool_decisions todo;
  bool seen = false;
  const clock::time_point now = alarm_->now();
  {
    const std::lock_guard lock(mutex_);
    event(books_, todo, now);
    settle(now, how, todo);
    seen = observed(interest::rest);
  }
  if (seen) source_->threads().changes().ring();
  if (!todo.none()) perform(todo, answer);
}

/// While it lives, whoever changes something rings. Who opens the books does so anyway. A worker between two tasks does
/// not open them: it counts a task, claims the next one, and then looks whether somebody wants to hear of tasks; we say
/// that we do, wait until no claim is under way, and then read the counters. So if we miss its task, it sees us.
class engine::observation {
 public:
  observation(engine& of, interest in) : of_(of), in_(in) {
    add(1);
    of_.queue_.order_claims();
  }
  ~observation() { add(-1); }
  observation(const observation&) = delete;
  observation& operator=(const observation&) = delete;

 private:
  void add(int change);
  engine& of_;
  const interest in_;
};

template <class Condition>
void engine::wait(interest in, Condition condition) {
  const auto kept = shared_from_this();  // the pool may be destroyed by then
  const observation here(*this, in);
  source_->threads().changes().wait(condition);
}

template <class Condition>
bool engine::wait_until(interest in, clock::time_point deadline, Condition condition) {
  bool held = false;
  wait(in, [&] {
    held = condition();
    if (held || now() >= deadline) return true;
    if (deadline != clock::time_point::max()) alarm_->call_at(deadline);
    return false;
  });
  return held;
}

}  // namespace cadre
