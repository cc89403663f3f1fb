// A gauge: how many threads there are.

#include <iostream>

#include "cadre/shim/pool_of.hpp"
#include "threadpool/ThreadPool.h"

int main() {
  threadpool::ThreadPool pool(3, 8, "web");
  pool.start();
  // [snippet]
  const auto now = cadre::shim::pool_of(pool).statistics();
  std::cout << now.idle + now.busy + now.starting << " workers\n";
  // [end]
  pool.stop();
}
