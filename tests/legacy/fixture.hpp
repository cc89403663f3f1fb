// What every case stands on: the log is captured, the test is watched, and at its end no error is left
// unclaimed and no thread is left alive.

#pragma once

#include <threadpool/ThreadPool.h>

#include <boost/test/unit_test.hpp>
#include <cstddef>
#include <string>

#include "../support/gate.hpp"
#include "../support/live_threads.hpp"
#include "../support/log_capture.hpp"
#include "../support/thread_shop.hpp"
#include "../support/watchdog.hpp"

namespace legacy_test {

using support::eventually;
using support::Gate;
using support::Tally;
using support::ThreadShop;
using threadpool::Result;
using threadpool::ThreadPool;

struct Clean {
  Clean() { support::waits().rearm(); }

  void teardown() {
    eventually([this] { return support::liveThreads() <= threadsBefore; }, "the threads of the test to end");
    for (const support::LoggedEntry& logged : log.takeErrors()) {
      BOOST_ERROR("an error was logged and not expected: " + logged.entry.text);
    }
  }

  support::LogCapture log;
  support::Watchdog watchdog{boost::unit_test::framework::current_test_case().full_name()};
  std::size_t threadsBefore = support::liveThreads();
};

/// A job that says that it has begun and then stays until it is released.
struct Blocker {
  Gate begun{"a blocking job to begin"};
  Gate release{"a blocking job's release"};

  void operator()() {
    begun.open();
    release.wait();
  }
};

/// Submits the job and waits until its function runs; then its thread is in `working`.
inline void occupy(ThreadPool& pool, Blocker& job) {
  pool.callInThread(std::ref(job));
  job.begun.wait();
}

/// Waits until `threads()` lists that many: a thread takes itself off the list without a word.
inline void untilThreads(const ThreadPool& pool, std::size_t count) {
  eventually([&] { return pool.threads().size() == count; }, std::to_string(count) + " listed threads");
}

/// Waits until `waiters()` lists that many.
inline void untilWaiters(const ThreadPool& pool, std::size_t count) {
  eventually([&] { return pool.waiters().size() == count; }, std::to_string(count) + " waiters");
}

/// A pool that tells when its threads are about to take their first record.
struct AnnouncingPool : ThreadPool {
  using ThreadPool::ThreadPool;
  ~AnnouncingPool() override { stop(); }

  std::shared_ptr<threadpool::Thread> currentThread() override {
    arrivals.add();
    return ThreadPool::currentThread();
  }

  Tally arrivals{"threads that reached the queue"};
};

}  // namespace legacy_test
