// The pool's threads are to be told apart in a debugger.

#include <iostream>

#include "threadpool/ThreadPool.h"

int main() {
  // [snippet]
  threadpool::ThreadPool pool(1, 1, "mail");
  // [end]
  pool.start();
  pool.callInThread([] { std::cout << "ran\n"; });
  pool.stop();
}
