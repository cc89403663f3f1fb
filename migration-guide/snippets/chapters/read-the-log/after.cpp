// read-the-log/after - waits for the pool below; nothing is left for the log to name.

#include <atomic>
#include <iostream>

#include "cadre/shim/pool_of.hpp"
#include "threadpool/ThreadPool.h"

// [snippet]
void settle(threadpool::ThreadPool& pool) {
  cadre::shim::pool_of(pool).wait_idle();
}
// [end]

int main() {
  std::atomic<int> pages{0};
  threadpool::ThreadPool pool(1, 3, "crawler");
  pool.start();
  for (int depth = 0; depth < 3; ++depth) {
    for (int i = 0; i < 10; ++i) pool.callInThread([&pages] { ++pages; });
    settle(pool);
  }
  pool.stop();
  std::cout << pages << " pages fetched\n";
}
