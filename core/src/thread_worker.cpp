#include "cadre/thread_worker.hpp"

#include <boost/thread/condition_variable.hpp>
#include <boost/thread/lock_guard.hpp>
#include <boost/thread/lock_types.hpp>
#include <boost/thread/mutex.hpp>
#include <boost/thread/thread_only.hpp>
#include <deque>
#include <stdexcept>

#include "contain.hpp"
#include "running.hpp"
#include "task_check.hpp"

namespace cadre {

/// A queue that can be closed: the flag and the tasks stand under one lock, so that what was accepted
/// is in front of the end (DEF-09).
class thread_worker::queue {
 public:
  explicit queue(error_sink errors) : errors_(std::move(errors)) {}

  void push(task work) {
    {
      const boost::lock_guard<boost::mutex> lock(mutex_);
      if (closed_) throw already_quit();
      tasks_.push_back(std::move(work));
    }
    changed_.notify_one();
  }

  void close() {
    {
      const boost::lock_guard<boost::mutex> lock(mutex_);
      if (std::exchange(closed_, true)) throw already_quit();
    }
    changed_.notify_one();
  }

  bool closed() {
    const boost::lock_guard<boost::mutex> lock(mutex_);
    return closed_;
  }

  [[nodiscard]] const error_sink& errors() const noexcept { return errors_; }

  void run() {
    const running here(this);
    try {
      while (task next = wait_for_next()) contain(next, errors_);
    } catch (...) {
      abandon();
      throw;
    }
  }

  bool run_one() {
    task next;
    {
      const boost::lock_guard<boost::mutex> lock(mutex_);
      next = pop();
    }
    if (!next) return false;
    contain(next, errors_);
    return true;
  }

 private:
  task wait_for_next() {
    // An interruption is meant for a task, not for the pause between two.
    const boost::this_thread::disable_interruption undisturbed;
    boost::unique_lock<boost::mutex> lock(mutex_);
    while (tasks_.empty() && !closed_) changed_.wait(lock);
    return pop();
  }

  task pop() {
    if (tasks_.empty()) return {};
    task oldest = std::move(tasks_.front());
    tasks_.pop_front();
    return oldest;
  }

  // The thread is being ended by force: nobody will run what waits.
  void abandon() {
    std::deque<task> unrun;
    const boost::lock_guard<boost::mutex> lock(mutex_);
    closed_ = true;
    unrun.swap(tasks_);
  }

  const error_sink errors_;
  boost::mutex mutex_;
  boost::condition_variable changed_;
  std::deque<task> tasks_;
  bool closed_ = false;
};

thread_worker::thread_worker(const thread_starter& start, error_sink errors) {
  if (!start) throw std::invalid_argument("cadre: thread_worker needs a thread starter");
  queue_ = std::make_shared<queue>(std::move(errors));
  start([queue = queue_] { queue->run(); });
}

thread_worker::~thread_worker() {
  close();
}

void thread_worker::submit(task work) {
  require_callable(work);
  queue_->push(std::move(work));
}

void thread_worker::quit() {
  queue_->close();
}

bool thread_worker::closed() const noexcept {
  return queue_->closed();
}

bool thread_worker::running_here() const noexcept {
  return running::find(queue_.get()) != nullptr;
}

error_sink thread_worker::errors() const {
  return queue_->errors();
}

bool thread_worker::try_executing_one() {
  return running_here() && queue_->run_one();
}

}  // namespace cadre
