// Also logs: TPS018
//
// A thread is sent away by a token, and the counter, which is not told, is put right.

#include <iostream>

#include "threadpool/ThreadPool.h"

int main() {
  threadpool::ThreadPool pool(0, 2, "web");
  pool.start();
  pool.adjustPoolsize(2, 2);
  pool.adjustPoolsize(0, 2);
  // [snippet]
  pool.q().put(threadpool::WorkerStop);
  pool.setWorkers(1);
  // [end]
  pool.callInThread([] { std::cout << "still served\n"; });
  pool.stop();
}
