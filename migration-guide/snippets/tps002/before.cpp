// A start-up line says how many threads there can be.

#include <iostream>

#include "threadpool/ThreadPool.h"

int main() {
  threadpool::ThreadPool pool(2, 8, "web");
  pool.start();
  // [snippet]
  const int most = pool.max();
  std::cout << "at most " << most << " threads\n";
  // [end]
  pool.stop();
}
