// A job goes straight into the queue.

#include <any>
#include <iostream>

#include "threadpool/ThreadPool.h"

int main() {
  threadpool::ThreadPool pool(1, 1, "web");
  pool.start();
  const threadpool::Function job = [] {
    std::cout << "ran\n";
    return std::any();
  };
  // [snippet]
  pool.q().put(threadpool::Job(job));
  // [end]
  pool.stop();
}
