// How threads wait for a condition that others bring about.

#pragma once

#include <boost/thread/condition_variable.hpp>
#include <boost/thread/lock_guard.hpp>
#include <boost/thread/lock_types.hpp>
#include <boost/thread/mutex.hpp>
#include <boost/thread/thread_only.hpp>
#include <cstdint>

namespace cadre {

class bell {
 public:
  void ring() {
    {
      const boost::lock_guard<boost::mutex> lock(mutex_);
      ++rings_;
    }
    rung_.notify_all();
  }

  /// Blocks until `condition()` holds: asked at first and after each ring, under no lock.
  template <class Condition>
  void wait(Condition condition) {
    const boost::this_thread::disable_interruption undisturbed;
    boost::unique_lock<boost::mutex> lock(mutex_);
    while (true) {
      const std::uint64_t seen = rings_;
      lock.unlock();
      if (condition()) return;
      lock.lock();
      while (rings_ == seen) rung_.wait(lock);
    }
  }

 private:
  boost::mutex mutex_;
  boost::condition_variable rung_;
  std::uint64_t rings_ = 0;
};

}  // namespace cadre
