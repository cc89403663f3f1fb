// One thread has to do from now on.

#include <iostream>

#include "threadpool/ThreadPool.h"

int main() {
  threadpool::ThreadPool pool(0, 2, "web");
  pool.start();
  pool.adjustPoolsize(2, 2);
  pool.adjustPoolsize(0, 2);
  // [snippet]
  pool.adjustPoolsize(0, 1);
  // [end]
  pool.callInThread([] { std::cout << "still served\n"; });
  pool.stop();
}
