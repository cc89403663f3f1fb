// A gauge: how many threads there are.

#include <iostream>

#include "cadre/shim/pool_of.hpp"
#include "threadpool/ThreadPool.h"

int main() {
  threadpool::ThreadPool pool(3, 8, "web");
  pool.start();
  // [snippet]
  std::cout << static_cast<int>(cadre::shim::pool_of(pool).statistics().workers()) << " workers\n";
  // [end]
  pool.stop();
}
