// The program writes the pool's figures to its own log, which is standard output here.

#include <iostream>

#include "cadre/shim/pool_of.hpp"
#include "threadpool/ThreadPool.h"

int main() {
  threadpool::ThreadPool pool(1, 4, "web");
  pool.start();
  // [snippet]
  const auto now = cadre::shim::pool_of(pool).statistics();
  std::cout << "queue: " << now.backlog << '\n';
  std::cout << "waiters: " << now.idle << '\n';
  std::cout << "workers: " << now.busy << '\n';
  std::cout << "total: " << now.workers() << '\n';
  // [end]
  pool.stop();
}
