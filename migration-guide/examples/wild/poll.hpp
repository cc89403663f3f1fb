// poll.hpp - waiting for what nobody tells.

#pragma once

#include <chrono>
#include <stdexcept>
#include <thread>

namespace wild {

/// Asks again and again until `condition()` is true. Throws std::runtime_error after a minute.
template <class Condition>
void poll(Condition condition) {
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::minutes(1);
  while (!condition()) {
    if (std::chrono::steady_clock::now() > deadline) throw std::runtime_error("the pool did not come to rest");
    std::this_thread::yield();
  }
}

}  // namespace wild
