#include "cadre/handle.hpp"

#include <stdexcept>

#include "engine.hpp"
#include "tracked_task.hpp"

namespace cadre {

would_deadlock::~would_deadlock() = default;

const char* would_deadlock::what() const noexcept {
  return "cadre: every thread of the pool would wait for a task that none is left to run; give the pool more threads, "
         "or wait outside of its tasks";
}

bool handle::done() const noexcept {
  return task_->done();
}

ending wait(const handle& of) {
  if (!of) throw std::invalid_argument("cadre: this handle stands for no task");
  const std::shared_ptr<engine> here = engine::of_this_thread();
  if (here && here == of.task_->home()) {
    nested_wait inside(*of.task_);
    here->enter(inside);
    const ending how = of.task_->await();
    here->leave(inside);
    return how;
  }
  return of.task_->await();
}

blocking_section::blocking_section() : engine_(engine::of_this_thread()) {
  if (engine_) engine_->block();
}

blocking_section::~blocking_section() {
  if (engine_) engine_->unblock();
}

}  // namespace cadre
