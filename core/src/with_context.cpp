#include "cadre/with_context.hpp"

#include <utility>

#include "cadre/context.hpp"
#include "cadre/error_in_context.hpp"
#include "home.hpp"
#include "task_check.hpp"

namespace cadre {
namespace {

/// What the worker below gets in place of the task.
class task_in_context {
 public:
  task_in_context(task work, context where) noexcept : work_(std::move(work)), where_(std::move(where)) {}
  task_in_context(const task_in_context&) = delete;
  task_in_context& operator=(const task_in_context&) = delete;
  // Unrun, it was dropped or refused.
  ~task_in_context() {
    if (!work_) return;
    const context::scope inside(std::move(where_));
    work_ = task();
  }

  void operator()() {
    const context::scope inside(std::move(where_));
    try {
      work_();
    } catch (const error_in_context&) {  // has a context already, of further inside
      throw;
    } catch (...) {
      if (!std::current_exception()) throw;  // forced unwinding is no C++ exception
      throw error_in_context(std::current_exception(), context::current());
    }
  }

 private:
  task work_;
  context where_;
};

}  // namespace

with_context::with_context(worker& below) noexcept : below_(below) {}

with_context::~with_context() = default;

void with_context::submit(task work) {
  require_callable(work);
  if (closed()) throw already_quit();
  below_.submit(task(std::in_place_type<task_in_context>, std::move(work), context::current()));
}

void with_context::quit() {
  if (below_.closed() || closed_.exchange(true)) throw already_quit();
}

bool with_context::closed() const noexcept {
  return closed_.load() || below_.closed();
}

bool with_context::running_here() const noexcept {
  return below_.running_here();
}

bool with_context::try_executing_one() {
  return below_.try_executing_one();
}

error_sink with_context::errors() const {
  return below_.errors();
}

std::shared_ptr<engine> with_context::home() const noexcept {
  return home_of(below_);
}

}  // namespace cadre
