// A job is over; the program waits until its thread is free again.

#include <future>
#include <iostream>
#include <thread>

#include "cadre/shim/pool_of.hpp"
#include "threadpool/ThreadPool.h"

int main() {
  threadpool::ThreadPool pool(1, 1, "web");
  pool.start();
  std::promise<void> done;
  pool.callInThread([&done] { done.set_value(); });
  done.get_future().wait();
  // [snippet]
  while (cadre::shim::pool_of(pool).statistics().idle == 0) std::this_thread::yield();
  std::cout << cadre::shim::pool_of(pool).statistics().idle << " idle\n";
  // [end]
  pool.stop();
}
