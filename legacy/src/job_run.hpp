// One run of a job: first the function, then onResult. Between the two a pool thread leaves `working`.
#pragma once

#include "context_stack.hpp"
#include "threadpool/ThreadPool.h"

namespace threadpool {

/// Nothing that a job does gets out of either step.
class JobRun {
 public:
  /// Takes over what the record holds.
  JobRun(Function&& function, OnResult&& onResult, std::shared_ptr<const void>&& context);

  /// Runs the function in the job's context and destroys it, with its arguments (L-91). What it throws
  /// goes to onResult if there is one, else to the log (L-62, L-63).
  void callFunction();

  /// Passes the outcome to onResult, in the job's context; what that throws goes to the log (L-64).
  /// Then drops all that the job still holds (L-92).
  void deliver();

 private:
  context::stack layers() const;
  void report(const std::exception_ptr& exception) const;

  Function function_;
  OnResult onResult_;
  std::shared_ptr<const void> context_;
  std::any value_;
  std::exception_ptr error_;
};

}  // namespace threadpool
