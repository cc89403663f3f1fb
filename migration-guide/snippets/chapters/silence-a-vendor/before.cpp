// silence-a-vendor/before - a program that uses the old queue, as does a library that it cannot change.
// Logs: TPS010

#include <iostream>

#include "threadpool/ThreadPool.h"

// [snippet]
int main() {
  threadpool::ThreadPool pool(0, 2, "letters");
  for (int i = 0; i < 3; ++i) pool.callInThread([] {});
  std::cout << pool.q().qsize() << " letters wait\n";
  pool.start();
  pool.stop();
  std::cout << "all are sent\n";
}
// [end]
