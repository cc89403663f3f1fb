// move - letters are sent on the threads of a pool, and counted.

#include <atomic>
#include <iostream>

#include "threadpool/ThreadPool.h"

// [snippet]
int main() {
  std::atomic<int> sent{0};
  threadpool::ThreadPool pool(2, 4, "mailer");
  pool.start();
  for (int letter = 0; letter < 100; ++letter) pool.callInThread([&sent] { ++sent; });
  pool.adjustPoolsize(0, 8);
  pool.callInThread([&sent] { sent += 10; });
  pool.stop();
  std::cout << sent << " letters sent\n";
}
// [end]
