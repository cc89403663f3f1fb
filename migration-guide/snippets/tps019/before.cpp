// A function and its argument, under the oldest name of callInThread.

#include <iostream>
#include <string>

#include "threadpool/ThreadPool.h"

void greet(const std::string& name) {
  std::cout << "hello " << name << '\n';
}

int main() {
  threadpool::ThreadPool pool(1, 1, "web");
  pool.start();
  // [snippet]
  pool.dispatch(nullptr, greet, "Ada");
  // [end]
  pool.stop();
}
