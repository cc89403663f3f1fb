#include "cadre/memory_worker.hpp"

#include <deque>

#include "cadre/error_in_context.hpp"
#include "guarded.hpp"
#include "running.hpp"
#include "task_check.hpp"

namespace cadre {

class memory_worker::queue {
 public:
  void push(task work) {
    content_.with([&](content& c) {
      if (c.closed) throw already_quit();
      c.tasks.push_back(std::move(work));
    });
  }

  void close() {
    content_.with([](content& c) {
      if (std::exchange(c.closed, true)) throw already_quit();
    });
  }

  bool closed() {
    return content_.with([](const content& c) { return c.closed; });
  }

  bool perform() {
    task next = content_.with([](content& c) {
      if (c.tasks.empty()) return task();
      task oldest = std::move(c.tasks.front());
      c.tasks.pop_front();
      return oldest;
    });
    if (!next) return false;
    const running here(this);
    try {
      next();
    } catch (const error_in_context& wrapped) {  // whoever performs gets what the task threw
      std::rethrow_exception(wrapped.error());
    }
    return true;
  }

 private:
  struct content {
    std::deque<task> tasks;
    bool closed = false;
  };
  guarded<content> content_;
};

memory_worker::memory_worker() : queue_(std::make_shared<queue>()) {}

memory_worker::~memory_worker() {
  close();
}

void memory_worker::submit(task work) {
  require_callable(work);
  queue_->push(std::move(work));
}

void memory_worker::quit() {
  queue_->close();
}

bool memory_worker::closed() const noexcept {
  return queue_->closed();
}

bool memory_worker::running_here() const noexcept {
  return running::find(queue_.get()) != nullptr;
}

bool memory_worker::try_executing_one() {
  return running_here() && queue_->perform();
}

memory_worker::performer memory_worker::perform() const {
  return [queue = queue_] { return queue->perform(); };
}

}  // namespace cadre
