// export_gauges - a reporter exports the pool's figures to a metrics system.
//
// Seen in: statistics reporters, a build farm's metrics service, a chat server's exporter, an agent that watches
// itself. Pattern: lengths of `threads`, `working`, `waiters`, and `q().qsize()`, `min`, `max`; at any time and from
// any thread. After relinking: the same figures. They are exact while nothing changes, and reading them never waits for
// a job. What leads on: migration-guide/README.md#tps009, and #one-member-at-a-time for all figures of one moment.

#include <atomic>
#include <cstddef>
#include <iostream>
#include <thread>

#include "gate.hpp"
#include "poll.hpp"
#include "threadpool/ThreadPool.h"

namespace wild {
namespace {

using threadpool::ThreadPool;

struct Sample {
  int min;
  int max;
  std::size_t threads;
  std::size_t working;
  std::size_t waiters;
  std::size_t queued;
};

Sample sample(const ThreadPool& pool) {
  return {pool.min(),      pool.max(), pool.threads().size(), pool.working().size(), pool.waiters().size(),
          pool.q().qsize()};
}

void exportNow(const ThreadPool& pool, const char* moment) {
  const Sample now = sample(pool);
  std::cout << "pool{moment=\"" << moment << "\"} min " << now.min << " max " << now.max << " threads " << now.threads
            << " working " << now.working << " waiters " << now.waiters << " queued " << now.queued << '\n';
}

/// Takes samples all the time, on a thread of its own, as reporters did on their timers.
class Reporter {
 public:
  explicit Reporter(const ThreadPool& pool) : thread_([this, &pool] { report(pool); }) {}

  /// Ends, and gives the number of samples that no pool of this kind can have.
  int finish() {
    ended_ = true;
    thread_.join();
    return impossible_;
  }

 private:
  void report(const ThreadPool& pool) {
    do {
      const Sample now = sample(pool);
      const auto max = static_cast<std::size_t>(now.max);
      if (now.threads > max || now.working > max || now.waiters > max) ++impossible_;
      std::this_thread::yield();
    } while (!ended_);
  }

  int impossible_ = 0;
  std::atomic<bool> ended_{false};  // only ends the loop; the join orders everything else
  std::thread thread_;
};

void serve() {
  Gate gate;
  ThreadPool pool(2, 4, "service");
  const auto request = [&gate] { gate.pass(); };
  for (int i = 0; i < 2; ++i) pool.callInThread(request);
  exportNow(pool, "before start");

  pool.start();
  Reporter reporter(pool);
  // The old pool adds a thread for each job that finds all others inside a job, so each is waited for.
  for (int busy = 2; busy < 4; ++busy) {
    gate.awaitArrivals(busy);
    pool.callInThread(request);
  }
  gate.awaitArrivals(4);
  for (int i = 0; i < 5; ++i) pool.callInThread(request);
  exportNow(pool, "all busy");

  gate.open();
  gate.awaitPassed(9);
  poll([&] { return pool.waiters().size() == 4; });
  exportNow(pool, "at rest");
  std::cout << "impossible samples: " << reporter.finish() << '\n';
  pool.stop();
  exportNow(pool, "stopped");
}

}  // namespace
}  // namespace wild

int main() {
  wild::serve();
}
