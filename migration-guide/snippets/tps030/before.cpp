// Also logs: TPS027
//
// A thread of the program's own, with a connection, serves the pool.

#include <iostream>
#include <thread>

#include "threadpool/ThreadPool.h"

thread_local const char* connection = "none";

int main() {
  threadpool::ThreadPool pool(0, 1, "db");
  pool.start();
  // [snippet]
  pool.setWorkers(1);  // it is to count
  std::thread own([&pool] {
    connection = "open";
    pool._worker();
    connection = "none";
  });
  // [end]
  pool.callInThread([] { std::cout << "connection: " << connection << '\n'; });
  pool.stop();
  own.join();
}
