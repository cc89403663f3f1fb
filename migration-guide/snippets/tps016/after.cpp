// A job, and threads for what waits.

#include <iostream>

#include "threadpool/ThreadPool.h"

int main() {
  threadpool::ThreadPool pool(0, 2, "web");
  pool.start();
  // [snippet]
  pool.callInThread([] { std::cout << "ran\n"; });
  // [end]
  pool.stop();
}
