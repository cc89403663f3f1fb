// A subclass counts the threads that leave while the pool runs.

#include <iostream>

#include "threadpool/ThreadPool.h"

// [snippet]
class CountingPool : public threadpool::ThreadPool {
 public:
  using ThreadPool::ThreadPool;
  void stopAWorker() override {
    ++left;
    ThreadPool::stopAWorker();
  }

  int left = 0;
};
// [end]

int main() {
  CountingPool pool(2, 2, "web");
  pool.start();
  // [snippet]
  pool.adjustPoolsize(1, 1);
  // [end]
  std::cout << pool.left << " left\n";
  pool.stop();
}
