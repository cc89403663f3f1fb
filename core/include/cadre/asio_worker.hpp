// cadre/asio_worker.hpp - runs tasks in order, on a loop of Boost.Asio.
//
// Part of Cadre; terms in LICENSE at the top of the repository. Read exclusive_worker.hpp first. Nothing else in Cadre
// includes this header: only a program that does needs Boost.Asio, and of that the headers are enough.

#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/execution.hpp>
#include <boost/asio/execution_context.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/query.hpp>
#include <cstddef>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <utility>
#include <vector>

#include "cadre/asio_line.hpp"
#include "cadre/error_sink.hpp"
#include "cadre/exclusive_worker.hpp"

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
  class registry;
  const std::shared_ptr<asio_line> line_;
};

/// Knows the workers over one context, and tells them when it is destroyed: before its handlers are, and while all that
/// belongs to it can still be used.
class asio_worker::registry final : public boost::asio::execution_context::service {
 public:
  static inline boost::asio::execution_context::id id;
  explicit registry(boost::asio::execution_context& owner) : service(owner) {}

  void add(const std::shared_ptr<asio_line>& one) {
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
    std::vector<std::weak_ptr<asio_line>> all;
    {
      const std::lock_guard lock(mutex_);
      all.swap(lines_);
    }
    for (const auto& one : all)
      if (const auto still_there = one.lock()) still_there->abandon();
  }

  std::mutex mutex_;
  std::vector<std::weak_ptr<asio_line>> lines_;
  std::size_t enough_ = few;  ///< so many, and those that are gone are looked for
};

inline asio_worker::asio_worker(boost::asio::any_io_executor executor, asio_options options)
    : line_(executor ? std::make_shared<asio_line>(executor, std::move(options.errors), options.keep_running)
                     : nullptr) {
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
