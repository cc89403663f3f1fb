// What runs a pool's tasks: a queue, workers that take from it, and the books.
//
// Submitting a task and taking the next one touch the queue alone. The books are opened, under a lock of their own,
// when a worker sleeps, is woken, comes or leaves; what they decide is done after release.

#pragma once

#include <cstddef>
#include <cstdint>
#include <exception>
#include <functional>
#include <memory>

#include "bell.hpp"
#include "cadre/pool.hpp"
#include "patience.hpp"
#include "pool_books.hpp"
#include "task_queue.hpp"
#include "thread_source.hpp"

namespace cadre {

/// Lives as long as one of its threads.
class engine : public std::enable_shared_from_this<engine> {
 public:
  /// With room for no worker, until limits are set.
  engine(std::shared_ptr<thread_source> source, error_sink errors);
  ~engine();
  engine(const engine&) = delete;
  engine& operator=(const engine&) = delete;

  void submit(task work);
  void grow(std::size_t count);
  void shrink(std::size_t count);
  void set_limits(team_limits limits);
  void quit();
  [[nodiscard]] bool closed() const noexcept { return closed_.load(std::memory_order_acquire); }
  std::size_t drop_backlog();

  [[nodiscard]] team_statistics statistics() const;
  void wait(const std::function<bool(const team_statistics&)>& condition);
  void wait_idle();

 private:
  class observation;
  template <class Event>
  void on_books(Event event, std::exception_ptr* answer = nullptr);
  template <class Event>
  void resize(Event event);
  void settle(pool_decisions& todo) noexcept;
  void perform(pool_decisions& todo, std::exception_ptr* answer);
  void obtain(std::size_t count, std::exception_ptr* answer);
  void create();
  void staff();
  std::size_t drop_waiting();
  [[nodiscard]] team_statistics read() const noexcept;

  void serve(pool_worker& self);
  task_cell* await_work(pool_worker& self, task_queue::claimer& hand, patience& spin);
  void run_tasks(pool_worker& self, task_queue::claimer& hand, task_cell* work);
  task_cell* look(pool_worker& self, task_queue::claimer& hand, bool may_go_on);
  void lose(pool_worker& self);

  const std::shared_ptr<thread_source> source_;
  const error_sink errors_;
  const bool may_look_;
  task_queue queue_;

  // Relaxed: hints. A worker that misses one meets the same question at the books before it sleeps; see observation
  // for those who wait.
  static constexpr unsigned surplus = 1;   // some worker is to leave
  static constexpr unsigned observed = 2;  // somebody waits for a change
  alignas(128) sync::atomic<unsigned> attention_{0};
  // Release and acquire: who sees it closed sees what came before the quit.
  sync::atomic<bool> closed_{false};

  mutable sync::quick_mutex mutex_;  // for the books, and how many observe
  pool_books books_;
  std::size_t observers_ = 0;
  // Release and acquire: who sees a task counted sees its end.
  sync::atomic<std::uint64_t> dropped_{0};
  bell changed_;
};

}  // namespace cadre
