// Also logs: TPS021
//
// How many threads took part in three jobs.

#include <iostream>

#include "threadpool/ThreadPool.h"

int main() {
  threadpool::ThreadPool pool(1, 1, "web");
  pool.start();
  // [snippet]
  threadpool::ThreadSafeList seen;
  const auto takePart = [&] {
    const auto self = pool.currentThread();
    if (!seen.contains(self)) seen.append(self);
  };
  // [end]
  for (int i = 0; i < 3; ++i) pool.callInThread(takePart);
  pool.stop();
  std::cout << seen.size() << " took part\n";
}
