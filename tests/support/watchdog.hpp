// Ends a test that hangs where no bounded wait can see it, as in a join that never returns: first by
// releasing all waits, then by ending the process. Says which test it was (D-13).

#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <string>
#include <thread>
#include <utility>

#include "gate.hpp"

namespace support {

class Watchdog {
 public:
  explicit Watchdog(std::string test) : test_(std::move(test)), thread_([this] { watch(); }) {}
  ~Watchdog() {
    {
      std::lock_guard<std::mutex> lock(mutex_);
      ended_ = true;
    }
    changed_.notify_all();
    thread_.join();
  }
  Watchdog(const Watchdog&) = delete;
  Watchdog& operator=(const Watchdog&) = delete;

 private:
  static constexpr std::chrono::seconds limit{60};

  bool endsWithin(std::chrono::seconds time) {
    std::unique_lock<std::mutex> lock(mutex_);
    return changed_.wait_until(lock, std::chrono::steady_clock::now() + time, [this] { return ended_; });
  }
  void watch() {
    if (endsWithin(limit)) return;
    std::fprintf(stderr, "watchdog: %s does not end; all waits are released\n", test_.c_str());
    waits().abandon();
    if (endsWithin(patience)) return;
    std::fprintf(stderr, "watchdog: %s still does not end; the process is ended\n", test_.c_str());
    std::_Exit(EXIT_FAILURE);
  }

  std::string test_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool ended_ = false;
  std::thread thread_;  // last: its body uses all of the above
};

}  // namespace support
