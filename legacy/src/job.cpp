#include "context_stack.hpp"
#include "job_run.hpp"
#include "threadpool/ThreadPool.h"

namespace threadpool {

Job::Job(Function function, OnResult onResult)
    : function_(std::move(function)),
      onResult_(std::move(onResult)),
      context_(context::capture_innermost()),
      stop_(false) {}

Job::Job(WorkerStopType) : stop_(true) {}

bool Job::isStop() const noexcept {
  return stop_;
}

// A context marks a record that has not run: even a job with an empty function has one.
void Job::run() {
  if (!context_) return;
  JobRun run(std::move(function_), std::move(onResult_), std::move(context_));
  run.callFunction();
  run.deliver();
}

}  // namespace threadpool
