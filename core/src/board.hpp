// Where a team publishes its statistics, and others wait for them to change.

#pragma once

#include <boost/thread/condition_variable.hpp>
#include <boost/thread/lock_guard.hpp>
#include <boost/thread/lock_types.hpp>
#include <boost/thread/mutex.hpp>
#include <boost/thread/thread_only.hpp>
#include <cstdint>
#include <functional>

#include "cadre/team.hpp"

namespace cadre {

class board {
 public:
  explicit board(const team_statistics& first) : shown_(first) {}

  void publish(const team_statistics& news) {
    {
      const boost::lock_guard<boost::mutex> lock(mutex_);
      shown_ = news;
      ++edition_;
    }
    changed_.notify_all();
  }

  [[nodiscard]] team_statistics read() const {
    const boost::lock_guard<boost::mutex> lock(mutex_);
    return shown_;
  }

  /// Blocks until `condition` holds; it is the user's, so it is called without the lock.
  void wait(const std::function<bool(const team_statistics&)>& condition) const {
    const boost::this_thread::disable_interruption undisturbed;
    boost::unique_lock<boost::mutex> lock(mutex_);
    while (true) {
      const team_statistics seen = shown_;
      const std::uint64_t edition = edition_;
      lock.unlock();
      if (condition(seen)) return;
      lock.lock();
      while (edition_ == edition) changed_.wait(lock);
    }
  }

 private:
  mutable boost::mutex mutex_;
  mutable boost::condition_variable changed_;
  team_statistics shown_;
  std::uint64_t edition_ = 0;
};

}  // namespace cadre
