// What every conformance case stands on: the log is captured, the test is watched, and at its end no error
// is left unclaimed and no thread is left alive (D-10, D-11).

#pragma once

#include <threadpool/ThreadPool.h>

#include <boost/test/unit_test.hpp>
#include <cstddef>
#include <string>
#include <thread>
#include <vector>

#include "../support/gate.hpp"
#include "../support/live_threads.hpp"
#include "../support/log_capture.hpp"
#include "../support/trail.hpp"
#include "../support/watchdog.hpp"
#include "library.hpp"

namespace conformance {

using support::eventually;
using support::Gate;
using support::Tally;
using support::Trail;
using threadpool::Result;
using threadpool::ThreadPool;

/// The threads that the process has while a test runs and has no pool: its own, the watchdog, and what a sanitizer adds
/// with the first one. Counted once, for a thread of the test before may not be gone yet.
inline std::size_t threadsOfATest() {
  static const std::size_t count = support::liveThreads();
  return count;
}

struct Clean {
  Clean() { support::waits().rearm(); }

  void teardown() {
    eventually([this] { return support::liveThreads() <= threadsBefore; }, "the threads of the test to end");
    for (const support::LoggedEntry& logged : log.takeErrors())
      BOOST_ERROR("an error was logged and not expected: " + logged.entry.text);
  }

  support::LogCapture log;
  support::Watchdog watchdog{boost::unit_test::framework::current_test_case().full_name()};
  const std::size_t threadsBefore = threadsOfATest();
};

/// For a case about a promise that only the shim makes; the ID beside it says why legacy is left out.
inline boost::test_tools::assertion_result shimOnly(boost::unit_test::test_unit_id) {
  boost::test_tools::assertion_result wanted(onShim());
  wanted.message() << "a promise of the shim alone";
  return wanted;
}

/// A job that says that it has begun and then stays until it is released. Must outlive its pool's last job.
struct Blocker {
  Gate begun{"a blocking job to begin"};
  Gate release{"a blocking job's release"};

  void operator()() {
    begun.open();
    release.wait();
  }
};

/// Submits the job and waits until it runs. The legacy pool counts a job between the queue and the list of
/// working threads nowhere (L-B01): so blocked jobs are submitted one after the other.
inline void occupy(ThreadPool& pool, Blocker& job) {
  pool.callInThread(std::ref(job));
  job.begun.wait();
}

/// Occupies one thread per blocker.
template <std::size_t N>
void occupy(ThreadPool& pool, Blocker (&jobs)[N]) {
  for (Blocker& job : jobs) occupy(pool, job);
}

template <std::size_t N>
void release(Blocker (&jobs)[N]) {
  for (Blocker& job : jobs) job.release.open();
}

/// Waits for gauges to come to rest.
inline void atRest(const ThreadPool& pool, std::size_t waiters) {
  eventually([&] { return pool.waiters().size() == waiters && pool.working().empty() && pool.q().empty(); },
             std::to_string(waiters) + " waiters and nothing to do");
}

/// Waits until `threads()` lists that many.
inline void untilThreads(const ThreadPool& pool, std::size_t count) {
  eventually([&] { return pool.threads().size() == count; }, std::to_string(count) + " live threads");
}

}  // namespace conformance
