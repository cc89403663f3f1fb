// A start-up line names the pool.

#include <iostream>

#include "threadpool/ThreadPool.h"

int main() {
  threadpool::ThreadPool pool(1, 4, "web");
  pool.start();
  // [snippet]
  std::cout << "pool " << pool.name() << " is up\n";
  // [end]
  pool.stop();
}
