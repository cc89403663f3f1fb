#include "job_run.hpp"

#include <utility>

#include "context_stack.hpp"
#include "log.hpp"

namespace threadpool {

JobRun::JobRun(Function&& function, OnResult&& onResult, std::shared_ptr<const void>&& context)
    : function_(std::exchange(function, nullptr)),
      onResult_(std::exchange(onResult, nullptr)),
      context_(std::move(context)) {}

void JobRun::callFunction() {
  try {
    const context::installed scope(layers());
    value_ = function_();
  } catch (...) {
    if (!std::current_exception()) throw;  // the forced unwinding of a thread is no exception
    error_ = std::current_exception();
  }
  if (error_ && !onResult_) report(std::exchange(error_, nullptr));
  function_ = nullptr;
}

void JobRun::deliver() {
  if (onResult_) {
    try {
      const context::installed scope(layers());
      const bool success = !error_;
      onResult_(success, success ? Result::success(std::move(value_)) : Result::failed(Failure(std::move(error_))));
    } catch (...) {
      if (!std::current_exception()) throw;  // the forced unwinding of a thread is no exception
      report(std::current_exception());
    }
  }
  context_ = nullptr;
  onResult_ = nullptr;
  value_.reset();
}

context::stack JobRun::layers() const {
  return std::static_pointer_cast<const context::frame>(context_);
}

void JobRun::report(const std::exception_ptr& exception) const {
  log::guarded("a job", [&] {
    const context::installed scope(layers());
    log::error("a job", exception);
  });
}

}  // namespace threadpool
