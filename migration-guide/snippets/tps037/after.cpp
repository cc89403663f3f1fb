// The pool says how many threads it has.

#include <iostream>

#include "cadre/shim/pool_of.hpp"
#include "threadpool/ThreadPool.h"

// [snippet]
void report(threadpool::ThreadPool& pool) {
  const auto now = cadre::shim::pool_of(pool).statistics();
  std::cout << now.idle + now.busy + now.starting << " threads\n";
  pool.stop();
}
// [end]

int main() {
  threadpool::ThreadPool pool(2, 2, "web");
  pool.start();
  report(pool);
}
