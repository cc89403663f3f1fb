// A gauge: how many threads there are.

#include <iostream>

#include "threadpool/ThreadPool.h"

int main() {
  threadpool::ThreadPool pool(3, 8, "web");
  pool.start();
  // [snippet]
  std::cout << pool.threads().size() << " threads\n";
  // [end]
  pool.stop();
}
