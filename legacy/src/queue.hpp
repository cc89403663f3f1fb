// The pool's one queue: jobs and stop tokens, first in, first out.
#pragma once

#include <boost/thread/condition_variable.hpp>
#include <boost/thread/mutex.hpp>
#include <deque>

#include "threadpool/ThreadPool.h"

namespace threadpool {

/// Unbounded, so that a submission never blocks. Shared by the pool, its threads and every Queue
/// handle; whoever is last frees it.
///
/// Thread safety: each member is atomic. Records are moved under the lock and destroyed outside it.
class Queue::State {
 public:
  std::size_t size() const;
  /// Adds a record; drops it when closed.
  void put(Job job);
  /// The oldest record; waits for one. The stop token when closed.
  Job take();
  std::optional<Job> tryTake();
  /// The records from the oldest to the newest; true for a stop token.
  std::vector<bool> stops() const;
  /// The pool is gone: drops what is queued, and whoever waits or comes later is told to stop.
  void close();

 private:
  Job popFront();

  mutable boost::mutex mutex_;
  boost::condition_variable arrived_;
  std::deque<Job> records_;
  bool closed_ = false;
};

}  // namespace threadpool
