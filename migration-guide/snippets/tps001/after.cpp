// A start-up line says how many threads the pool keeps.

#include <iostream>

#include "cadre/shim/pool_of.hpp"
#include "threadpool/ThreadPool.h"

int main() {
  threadpool::ThreadPool pool(2, 8, "web");
  pool.start();
  // [snippet]
  const int least = static_cast<int>(cadre::shim::pool_of(pool).limits().min);
  std::cout << "at least " << least << " threads\n";
  // [end]
  pool.stop();
}
