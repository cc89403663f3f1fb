// fetched.hpp - what a test finds in a future, in words; and it waits no longer than its patience.

#pragma once

#include <chrono>
#include <exception>
#include <string>
#include <thread>
#include <utility>

#include "gate.hpp"
#include "recorded_errors.hpp"

namespace cadre_test {

template <class Future>
[[nodiscard]] bool ready_in_time(const Future& future) {
  const auto end = std::chrono::steady_clock::now() + patience;
  while (!future.is_ready() && std::chrono::steady_clock::now() < end) std::this_thread::yield();
  return future.is_ready();
}

/// "a value", or the error as `described`.
template <class Future>
[[nodiscard]] std::string fetched(Future future) {
  if (!ready_in_time(future)) return "not ready";
  try {
    static_cast<void>(future.get());
    return "a value";
  } catch (...) {
    return described(std::current_exception());
  }
}

}  // namespace cadre_test
