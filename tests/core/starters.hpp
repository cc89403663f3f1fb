// starters.hpp - ways to give a thread_worker its thread: by hand, and for real.

#pragma once

#include <pthread.h>

#include <cadre/thread_worker.hpp>
#include <functional>
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

/// Threads that a task may end by pthread_exit.
class posix_threads {
 public:
  posix_threads() = default;
  posix_threads(const posix_threads&) = delete;
  posix_threads& operator=(const posix_threads&) = delete;
  ~posix_threads() { join(); }
  [[nodiscard]] cadre::thread_starter starter() {
    return [this](std::function<void()> body) {
      body_ = std::move(body);
      started_ = pthread_create(
                     &thread_, nullptr,
                     [](void* self) -> void* {
                       const auto run = std::move(static_cast<posix_threads*>(self)->body_);
                       run();
                       return nullptr;
                     },
                     this) == 0;
    };
  }
  void join() {
    if (std::exchange(started_, false)) pthread_join(thread_, nullptr);
  }

 private:
  std::function<void()> body_;
  pthread_t thread_{};
  bool started_ = false;
};

/// Runs `body(i)` on `count` threads at once and waits for them.
inline void at_once(int count, const std::function<void(int)>& body) {
  std::vector<std::thread> threads;
  for (int i = 0; i < count; ++i) threads.emplace_back(body, i);
  for (std::thread& one : threads) one.join();
}

}  // namespace cadre_test
