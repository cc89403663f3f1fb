// resize_at_startup - the size of the pool comes from the program's settings.
//
// Seen in: a crawler framework (`adjustPoolsize` with a maximum alone), a web service (a minimum of 0 and a maximum).
// Pattern: `adjustPoolsize` once, just before or just after `start`.
// After relinking: nothing changes, and the log is silent: the member is kept.
// What leads on: nothing has to. migration-guide/README.md#leaving-the-old-threadpool lists what is kept.

#include <iostream>
#include <memory>
#include <optional>
#include <stdexcept>

#include "gate.hpp"
#include "threadpool/ThreadPool.h"

namespace wild {
namespace {

using threadpool::ThreadPool;

/// Gives the pool three jobs more than `expected`, and lets none end before so many run at once. Says how many did.
int atOnce(ThreadPool& pool, int expected) {
  const int jobs = expected + 3;
  const auto gate = std::make_shared<Gate>();
  for (int i = 1; i <= jobs; ++i) {
    pool.callInThread([gate] { gate->pass(); });
    // The old pool adds a thread for each job that finds all others inside a job, so each is waited for.
    if (i <= expected) gate->awaitArrivals(i);
  }
  const int arrived = gate->arrived();
  gate->open();
  gate->awaitPassed(jobs);
  return arrived;
}

/// Sets a maximum; says whether the pool took it.
bool setMaximum(ThreadPool& pool, int setting) {
  try {
    pool.adjustPoolsize(std::nullopt, setting);
    return true;
  } catch (const std::invalid_argument&) {
    return false;
  }
}

void crawl() {
  ThreadPool pool;
  pool.start();
  std::cout << "crawler: a maximum of 10 is " << (setMaximum(pool, 10) ? "taken\n" : "refused\n");
  std::cout << "crawler: " << atOnce(pool, 10) << " at once\n";
  // Below the minimum of 5, which stays as it was.
  std::cout << "crawler: a maximum of 3 is " << (setMaximum(pool, 3) ? "taken\n" : "refused\n");
  std::cout << "crawler: " << atOnce(pool, 10) << " at once\n";
  pool.stop();
}

void serve() {
  ThreadPool pool;
  pool.adjustPoolsize(0, 30);
  pool.start();
  std::cout << "service: " << atOnce(pool, 30) << " at once\n";
  pool.stop();
}

}  // namespace
}  // namespace wild

int main() {
  wild::crawl();
  wild::serve();
}
