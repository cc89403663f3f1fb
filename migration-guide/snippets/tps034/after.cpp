// A subclass counts the threads that leave while the pool runs.

#include <atomic>
#include <iostream>

#include "cadre/shim/pool_of.hpp"
#include "threadpool/ThreadPool.h"

// [snippet]
class CountingPool : public threadpool::ThreadPool {
 public:
  using ThreadPool::ThreadPool;
  void start() override {
    cadre::shim::pool_of(*this).set_thread_hooks({.start = {}, .exit = [this] { ++left; }});
    ThreadPool::start();
  }

  std::atomic<int> left{0};
};
// [end]

int main() {
  CountingPool pool(2, 2, "web");
  pool.start();
  // [snippet]
  pool.adjustPoolsize(1, 1);
  cadre::shim::pool_of(pool).join_surplus();
  // [end]
  std::cout << pool.left << " left\n";
  pool.stop();
}
