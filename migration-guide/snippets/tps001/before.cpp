// A start-up line says how many threads the pool keeps.

#include <iostream>

#include "threadpool/ThreadPool.h"

int main() {
  threadpool::ThreadPool pool(2, 8, "web");
  pool.start();
  // [snippet]
  const int least = pool.min();
  std::cout << "at least " << least << " threads\n";
  // [end]
  pool.stop();
}
