// Two jobs find out whether they ran on the same thread.

#include <iostream>
#include <memory>

#include "threadpool/ThreadPool.h"

int main() {
  bool same = false;
  threadpool::ThreadPool pool(1, 1, "web");
  pool.start();
  // [snippet]
  std::shared_ptr<threadpool::Thread> first;
  pool.callInThread([&] { first = pool.currentThread(); });
  pool.callInThread([&] { same = pool.currentThread() == first; });
  // [end]
  pool.stop();
  std::cout << (same ? "the same thread\n" : "different threads\n");
}
