// A start-up line says how many threads there can be.

#include <iostream>

#include "cadre/shim/pool_of.hpp"
#include "threadpool/ThreadPool.h"

int main() {
  threadpool::ThreadPool pool(2, 8, "web");
  pool.start();
  // [snippet]
  const int most = static_cast<int>(cadre::shim::pool_of(pool).limits().max);
  std::cout << "at most " << most << " threads\n";
  // [end]
  pool.stop();
}
