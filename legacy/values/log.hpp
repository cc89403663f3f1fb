// The pool's own log: entries go to the observer that the program set, else to stderr.
#pragma once

#include "threadpool/ThreadPool.h"

namespace threadpool::log {

void message(std::string text) noexcept;

/// An exception that nobody received. `where` says where it arose: "a job", "a pool thread".
void error(const char* where, const std::exception_ptr& exception) noexcept;

/// Calls `body`; what it throws becomes an error entry. The forced unwinding of a cancelled thread is
/// no exception and goes on.
template <class F>
void guarded(const char* where, F&& body) {
  try {
    body();
  } catch (...) {
    if (!std::current_exception()) throw;  // the forced unwinding of a thread is no exception
    error(where, std::current_exception());
  }
}

}  // namespace threadpool::log
