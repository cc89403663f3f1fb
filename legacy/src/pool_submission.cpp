// The ways in for jobs.

#include "pool_impl.hpp"

namespace threadpool {

void ThreadPool::callInThread(Function function) {
  callInThreadWithCallback(OnResult(), std::move(function));
}

// Whoever stops the pool between the test and the queueing leaves this job behind its tokens, where
// nobody will look for it (L-B04).
void ThreadPool::callInThreadWithCallback(OnResult onResult, Function function) {
  if (joined()) return;
  q().put(Job(std::move(function), std::move(onResult)));
  if (started()) _startSomeWorkers();
}

void ThreadPool::dispatch(const void*, Function function) {
  callInThread(std::move(function));
}

// What `callback` or `errback` throws goes to the log, being thrown by a job without onResult; and so
// does the function's own exception where there is no errback.
void ThreadPool::dispatchWithCallback(const void*, std::function<void(std::any)> callback,
                                      std::function<void(std::exception_ptr)> errback, Function function) {
  callInThread(Function(
      [callback = std::move(callback), errback = std::move(errback), function = std::move(function)]() -> std::any {
        std::any value;
        try {
          value = function();
        } catch (...) {
          if (!std::current_exception()) throw;  // the forced unwinding of a thread is no exception
          if (!errback) throw;
          errback(std::current_exception());
          return std::any();
        }
        if (callback) callback(std::move(value));
        return std::any();
      }));
}

}  // namespace threadpool
