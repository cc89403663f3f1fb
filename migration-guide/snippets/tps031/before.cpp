// Also logs: TPS021 TPS032
//
// Somebody who helps the pool is listed while he does.

#include <iostream>

#include "threadpool/ThreadPool.h"

int main() {
  threadpool::ThreadPool pool(0, 1, "web");
  const auto help = [] { std::cout << "helped\n"; };
  // [snippet]
  threadpool::ThreadSafeList helpers;
  pool._workerState(helpers, pool.currentThread(), help);
  // [end]
}
