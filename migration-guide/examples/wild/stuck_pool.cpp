// stuck_pool - a bug report about a pool in which nothing moves.
//
// Seen in: a script that somebody attached to a bug report.
// Pattern: lengths of `threads` and `working`, and `q().qsize()`, printed while every thread waits.
// After relinking: the same figures, at once: reading them waits for no job. The remedy works too: a higher maximum
// gives the waiting jobs threads without another submission.
// What leads on: migration-guide/README.md#tps006, #tps009, #tps010.

#include <array>
#include <cstddef>
#include <future>
#include <iostream>
#include <memory>
#include <optional>
#include <string>

#include "gate.hpp"
#include "threadpool/ThreadPool.h"

namespace wild {
namespace {

using threadpool::ThreadPool;

void printState(const ThreadPool& pool, const char* moment) {
  std::cout << moment << ": " << pool.threads().size() << " threads, " << pool.working().size() << " working, "
            << pool.q().qsize() << " queued\n";
}

/// Two jobs that each give a part of their work to the pool that they run in, and wait for it: with such a job on each
/// thread, no part ever starts.
class Build {
 public:
  explicit Build(ThreadPool& pool) : pool_(pool) { submitted_.open(); }

  /// Comes back when all threads wait for parts.
  void start() {
    for (std::size_t i = 0; i < 2; ++i) pool_.callInThread([this, i] { build(i); });
    started_.awaitArrivals(2);
    started_.open();
    submitted_.awaitPassed(2);
  }

  std::string result(std::size_t package) { return results_.at(package).get_future().get(); }

 private:
  void build(std::size_t package) {
    started_.pass();
    const auto part = std::make_shared<std::promise<std::string>>();
    pool_.callInThread([part, package] { part->set_value("package " + std::to_string(package) + " is built"); });
    submitted_.pass();
    results_.at(package).set_value(part->get_future().get());
  }

  ThreadPool& pool_;
  Gate started_;
  Gate submitted_;
  std::array<std::promise<std::string>, 2> results_;
};

void reportBug() {
  ThreadPool pool(2, 2, "builder");
  Build build(pool);
  pool.start();
  build.start();
  printState(pool, "stuck");

  pool.adjustPoolsize(std::nullopt, 4);
  for (std::size_t i = 0; i < 2; ++i) std::cout << build.result(i) << '\n';
  pool.stop();
  printState(pool, "stopped");
}

}  // namespace
}  // namespace wild

int main() {
  wild::reportBug();
}
