// The configuration asks for fewer threads.

#include <iostream>

#include "threadpool/ThreadPool.h"

int main() {
  threadpool::ThreadPool pool(5, 20, "web");
  // [snippet]
  pool.setMin(1);
  // [end]
  pool.start();
  pool.callInThread([] { std::cout << "ran\n"; });
  pool.stop();
}
