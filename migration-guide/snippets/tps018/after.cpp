// A stop token in the queue: the next free thread leaves.

#include <iostream>

#include "cadre/shim/pool_of.hpp"
#include "threadpool/ThreadPool.h"

int main() {
  threadpool::ThreadPool pool(0, 2, "web");
  pool.start();
  pool.adjustPoolsize(2, 2);
  pool.adjustPoolsize(0, 2);
  // [snippet]
  cadre::shim::pool_of(pool).shrink(1);
  // [end]
  pool.callInThread([] { std::cout << "still served\n"; });
  pool.stop();
}
