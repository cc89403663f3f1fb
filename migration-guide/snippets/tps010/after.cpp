// A gauge: how many jobs wait for a thread.

#include <future>
#include <iostream>

#include "cadre/shim/pool_of.hpp"
#include "threadpool/ThreadPool.h"

int main() {
  threadpool::ThreadPool pool(1, 1, "web");
  pool.start();
  std::promise<void> begun, go;
  pool.callInThread([&] {
    begun.set_value();
    go.get_future().wait();
  });
  begun.get_future().wait();
  for (int i = 0; i < 3; ++i) pool.callInThread([] {});
  // [snippet]
  std::cout << cadre::shim::pool_of(pool).statistics().backlog << " waiting\n";
  if (cadre::shim::pool_of(pool).statistics().backlog != 0) std::cout << "the pool is too small\n";
  // [end]
  go.set_value();
  pool.stop();
}
