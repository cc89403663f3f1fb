// starters.hpp - two ways to give a thread_worker its thread: by hand, and for real.

#pragma once

#include <cadre/thread_worker.hpp>
#include <functional>
#include <memory>
#include <thread>
#include <utility>
#include <vector>

namespace cadre_test {

/// Captures thread bodies and starts no thread; the test calls the body itself.
class captured_bodies {
 public:
  [[nodiscard]] cadre::thread_starter starter() {
    return [this](std::function<void()> body) { bodies.push_back(std::move(body)); };
  }
  std::vector<std::function<void()>> bodies;
};

/// Real threads, joined at the latest when this object goes.
class real_threads {
 public:
  real_threads() = default;
  real_threads(const real_threads&) = delete;
  real_threads& operator=(const real_threads&) = delete;
  ~real_threads() { join(); }
  [[nodiscard]] cadre::thread_starter starter() {
    return [this](std::function<void()> body) { threads_.emplace_back(std::move(body)); };
  }
  void join() {
    for (std::thread& one : threads_)
      if (one.joinable()) one.join();
  }

 private:
  std::vector<std::thread> threads_;
};

/// Runs `body(i)` on `count` threads at once and waits for them.
inline void at_once(int count, const std::function<void(int)>& body) {
  std::vector<std::thread> threads;
  for (int i = 0; i < count; ++i) threads.emplace_back(body, i);
  for (std::thread& one : threads) one.join();
}

}  // namespace cadre_test
