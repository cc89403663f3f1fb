// More threads for a while, then as many as before.

#include <iostream>

#include "threadpool/ThreadPool.h"

int main() {
  threadpool::ThreadPool pool(2, 4, "web");
  pool.start();
  // [snippet]
  const threadpool::PoolState usual = pool.getState();
  pool.adjustPoolsize(3, 6);
  pool.adjustPoolsize(usual.min, usual.max);
  std::cout << "back to " << usual.min << " to " << usual.max << " threads\n";
  // [end]
  pool.stop();
}
