// Sizes that were saved somewhere are loaded.

#include <iostream>

#include "threadpool/ThreadPool.h"

int main() {
  threadpool::ThreadPool pool;
  // [snippet]
  pool.setState(threadpool::PoolState{1, 2});
  // [end]
  pool.start();
  pool.callInThread([] { std::cout << "ran\n"; });
  pool.stop();
}
