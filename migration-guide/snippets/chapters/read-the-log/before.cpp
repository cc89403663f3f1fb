// read-the-log/before - polls the pool until it looks idle; the log names both gauges.
// Logs: TPS009 TPS010

#include <atomic>
#include <iostream>
#include <thread>

#include "threadpool/ThreadPool.h"

// [snippet]
void settle(const threadpool::ThreadPool& pool) {
  while (!pool.working().empty() || pool.q().qsize() > 0) std::this_thread::yield();
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
