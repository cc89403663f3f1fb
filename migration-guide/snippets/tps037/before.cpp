// A subclass sees each thread that begins to serve the pool.

#include <atomic>
#include <iostream>
#include <memory>

#include "threadpool/ThreadPool.h"

// [snippet]
class WatchedPool : public threadpool::ThreadPool {
 public:
  using ThreadPool::ThreadPool;
  std::shared_ptr<threadpool::Thread> currentThread() override {
    ++seen;
    return ThreadPool::currentThread();
  }

  std::atomic<int> seen{0};
};

void report(WatchedPool& pool) {
  pool.stop();
  std::cout << pool.seen << " threads\n";
}
// [end]

int main() {
  WatchedPool pool(2, 2, "web");
  pool.start();
  report(pool);
}
