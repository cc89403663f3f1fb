// The pool says how many threads it has.

#include <iostream>

#include "cadre/shim/pool_of.hpp"
#include "threadpool/ThreadPool.h"

// [snippet]
void report(threadpool::ThreadPool& pool) {
  std::cout << cadre::shim::pool_of(pool).statistics().workers() << " threads\n";
  pool.stop();
}
// [end]

int main() {
  threadpool::ThreadPool pool(2, 2, "web");
  pool.start();
  report(pool);
}
