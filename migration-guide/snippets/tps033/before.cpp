// A subclass counts the threads that the pool makes.

#include <iostream>

#include "threadpool/ThreadPool.h"

// [snippet]
class CountingPool : public threadpool::ThreadPool {
 public:
  using ThreadPool::ThreadPool;
  void startAWorker() override {
    ++made;
    ThreadPool::startAWorker();
  }

  int made = 0;
};
// [end]

int main() {
  CountingPool pool(2, 2, "web");
  pool.start();
  pool.stop();
  std::cout << pool.made << " threads made\n";
}
