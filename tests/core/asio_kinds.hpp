// asio_kinds.hpp - asio_workers with what makes them run, for the suites that each kind of worker passes. The program
// that has Asio includes this file in front of each of its sources: so the suites are compiled as they are, for these
// kinds in place of those that rigs.hpp lists.

#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/thread_pool.hpp>
#include <cadre/asio_worker.hpp>
#include <memory>
#include <tuple>

#include "gate.hpp"
#include "recorded_errors.hpp"
#include "rigs.hpp"

namespace cadre_test {

/// Over an io_context that the test runs.
class asio_rig : public rig_of<cadre::asio_worker> {
 public:
  static constexpr bool exclusive = true;
  asio_rig() { worker_ = std::make_unique<cadre::asio_worker>(loop_, cadre::asio_options{.errors = errors_.sink()}); }
  void drive() {
    loop_.restart();
    loop_.poll();
  }
  void end() {
    close();
    drive();
    static_cast<void>(errors_.claim("deliberate task"));
  }

 private:
  recorded_errors errors_;
  boost::asio::io_context loop_;
};

/// Over Asio's own threads, of which each may take the next turn.
class asio_threads_rig : public rig_of<cadre::asio_worker> {
 public:
  static constexpr bool exclusive = true;
  asio_threads_rig() {
    worker_ =
        std::make_unique<cadre::asio_worker>(threads_.get_executor(), cadre::asio_options{.errors = errors_.sink()});
  }
  ~asio_threads_rig() { end(); }
  asio_threads_rig(const asio_threads_rig&) = delete;
  asio_threads_rig& operator=(const asio_threads_rig&) = delete;
  void drive() {}
  void end() {
    close();
    threads_.join();
    static_cast<void>(errors_.claim("deliberate task"));
  }

 private:
  recorded_errors errors_;
  boost::asio::thread_pool threads_{3};
};

/// Runs the loop until it is out of work, and tells whether that was within a test's patience.
inline bool runs_dry(boost::asio::io_context& loop) {
  loop.restart();
  loop.run_for(patience);
  return loop.stopped();
}

using asio_kinds = std::tuple<asio_rig, asio_threads_rig>;

}  // namespace cadre_test

#define all_kinds asio_kinds
