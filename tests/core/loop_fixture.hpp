// loop_fixture.hpp - what the tests of loops share: options with counted threads, and a thread that drives.

#pragma once

#include <boost/test/unit_test.hpp>
#include <cadre/loop_worker.hpp>
#include <cadre/testing/counted_threads.hpp>
#include <cadre/testing/manual_clock.hpp>
#include <chrono>
#include <cstddef>
#include <exception>
#include <memory>
#include <thread>

#include "gate.hpp"
#include "recorded_errors.hpp"

namespace cadre_test {

/// Waits until `condition()` holds; false if that does not happen.
template <class Condition>
[[nodiscard]] bool eventually(Condition condition) {
  const auto end = std::chrono::steady_clock::now() + patience;
  while (!condition()) {
    if (std::chrono::steady_clock::now() > end) return false;
    std::this_thread::yield();
  }
  return true;
}

[[nodiscard]] inline bool accepts(cadre::loop_worker& loop) {
  try {
    loop.submit([] {});
    return true;
  } catch (const cadre::already_quit&) {
    return false;
  }
}

/// Where a loop's errors and its pool's threads come from. Declare it before the loop.
struct loop_surroundings {
  recorded_errors errors;
  cadre::testing::counted_threads threads;

  [[nodiscard]] cadre::loop_options options() const {
    return {.errors = errors.sink(), .pool_threads = threads.factory()};
  }
};

/// The same on a clock that stands still until the test moves it.
struct timed_loop_surroundings : loop_surroundings {
  std::shared_ptr<cadre::testing::manual_clock> time = std::make_shared<cadre::testing::manual_clock>();

  [[nodiscard]] cadre::loop_options options() const {
    auto all = loop_surroundings::options();
    all.time = time;
    return all;
  }
  /// Moves the time by so much whenever somebody waits for it, until `ended`; false if that does not come.
  [[nodiscard]] bool pass(cadre::clock::duration by, const gate& ended) const {
    return eventually([&] {
      if (time->pending() > 0) time->advance(by);
      return ended.passed_by_now();
    });
  }
};

/// A thread that drives a loop until it has stopped. Declare it after the loop and after what its tasks touch.
class driver {
 public:
  explicit driver(cadre::loop_worker& loop) : loop_(loop), thread_([this] { drive(); }) {}
  driver(const driver&) = delete;
  driver& operator=(const driver&) = delete;
  ~driver() { stop(); }

  /// Stops the loop unless that was done, and waits for the end of the drive.
  void stop() {
    loop_.stop();
    if (!thread_.joinable()) return;
    if (!ended_.passed()) {
      BOOST_ERROR("the loop does not stop");
      std::terminate();  // its thread would use what is about to go
    }
    thread_.join();
  }
  [[nodiscard]] std::thread::id id() const { return thread_.get_id(); }
  /// After stop().
  [[nodiscard]] std::size_t ran() const { return ran_; }

 private:
  void drive() {
    ran_ = loop_.run();
    ended_.open();
  }

  cadre::loop_worker& loop_;
  std::size_t ran_ = 0;
  gate ended_;
  std::thread thread_;
};

}  // namespace cadre_test
