// A subclass counts the threads that the pool makes.

#include <atomic>
#include <iostream>

#include "cadre/shim/pool_of.hpp"
#include "threadpool/ThreadPool.h"

// [snippet]
class CountingPool : public threadpool::ThreadPool {
 public:
  using ThreadPool::ThreadPool;
  void start() override {
    cadre::shim::pool_of(*this).set_thread_hooks({.start = [this] { ++made; }, .exit = {}});
    ThreadPool::start();
  }

  std::atomic<int> made{0};
};
// [end]

int main() {
  CountingPool pool(2, 2, "web");
  pool.start();
  pool.stop();
  std::cout << pool.made << " threads made\n";
}
