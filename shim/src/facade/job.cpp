#include "job.hpp"

#include <optional>

#include "log.hpp"
#include "pool_state.hpp"

namespace threadpool {
namespace {

/// While it lives, this thread runs an onResult of `pool`.
class callback_scope {
 public:
  explicit callback_scope(pool_state* of) : pool(of), outer_(std::exchange(innermost(), this)) {}
  ~callback_scope() { innermost() = outer_; }
  callback_scope(const callback_scope&) = delete;
  callback_scope& operator=(const callback_scope&) = delete;

  static callback_scope*& innermost() noexcept {
    static thread_local callback_scope* scope = nullptr;
    return scope;
  }

  pool_state* const pool;
  bool asked = false;
  std::optional<job> reserved;

 private:
  callback_scope* const outer_;
};

std::optional<job> deliver(OnResult& on_result, bool success, Result result, pool_state* pool) {
  callback_scope scope(pool);
  try {
    on_result(success, std::move(result));
  } catch (...) {
    if (!std::current_exception()) throw;  // the forced unwinding of a thread is no exception
    log::error("a job", std::current_exception());
  }
  on_result = nullptr;
  return std::move(scope.reserved);
}

std::optional<job> run_one(job& work, pool_state* pool) {
  const context::installed scope(std::move(work.context));
  std::any value;
  std::exception_ptr error = call(work.function, value);
  if (!work.on_result) {
    if (error) log::error("a job", error);
    return std::nullopt;
  }
  const bool success = !error;
  Result result = success ? Result::success(std::move(value)) : Result::failed(Failure(std::move(error)));
  return deliver(work.on_result, success, std::move(result), pool);
}

}  // namespace

std::exception_ptr call(Function& function, std::any& value) {
  std::exception_ptr error;
  try {
    value = function();
  } catch (...) {
    if (!std::current_exception()) throw;  // the forced unwinding of a thread is no exception
    error = std::current_exception();
  }
  function = nullptr;
  return error;
}

void run(job work, pool_state* pool) {
  for (std::optional<job> next = std::move(work); next;) {
    job current = std::move(*next);
    next = run_one(current, pool);
    if (next) pool->take_reserved();
  }
}

void run(Function& function) {
  std::any value;
  if (const std::exception_ptr error = call(function, value)) log::error("a job", error);
}

bool inside_on_result() noexcept {
  return callback_scope::innermost() != nullptr;
}

bool reserve(offer& work, pool_state& pool) {
  callback_scope* const scope = callback_scope::innermost();
  if (scope == nullptr || scope->pool != &pool || std::exchange(scope->asked, true)) return false;
  const cadre::team_statistics now = pool.core().statistics();
  // At the maximum the job gets no thread anyway, and waits in its turn.
  if (now.idle > 0 || now.backlog > 0 || now.workers() >= now.limits.max) return false;
  pool.add_reserved();
  scope->reserved = work.accept();
  return true;
}

}  // namespace threadpool
