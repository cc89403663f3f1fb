// resize/before - a pool that is made larger for a burst, in the three ways that programs found.
// Logs: TPS002 TPS007 TPS014 TPS025

#include <iostream>
#include <optional>

#include "threadpool/ThreadPool.h"

// [snippet]
void show(const threadpool::ThreadPool& pool) {
  std::cout << pool.workers() << " threads of at most " << pool.max() << '\n';
}

int main() {
  threadpool::ThreadPool pool(1, 2, "thumbnails");
  pool.start();
  pool.adjustPoolsize(2, 8);
  pool.startAWorker();
  pool.setMax(4);
  show(pool);
  pool.adjustPoolsize(std::nullopt, 2);
  show(pool);
  pool.stop();
}
// [end]
