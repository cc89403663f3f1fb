// A gauge: how many threads have a job.

#include <future>
#include <iostream>

#include "cadre/shim/pool_of.hpp"
#include "threadpool/ThreadPool.h"

int main() {
  threadpool::ThreadPool pool(2, 2, "web");
  pool.start();
  std::promise<void> begun, go;
  pool.callInThread([&] {
    begun.set_value();
    go.get_future().wait();
  });
  begun.get_future().wait();
  // [snippet]
  std::cout << cadre::shim::pool_of(pool).statistics().busy << " busy\n";
  // [end]
  go.set_value();
  pool.stop();
}
