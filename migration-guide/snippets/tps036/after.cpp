// Each thread has a connection from its start to its end.

#include <iostream>

#include "cadre/shim/pool_of.hpp"
#include "threadpool/ThreadPool.h"

thread_local const char* connection = "none";

// [snippet]
class Database : public threadpool::ThreadPool {
 public:
  using ThreadPool::ThreadPool;
  void start() override {
    cadre::shim::pool_of(*this).set_thread_hooks({
        .start = [] { connection = "open"; },
        .exit = [] { connection = "none"; },
    });
    ThreadPool::start();
  }
};
// [end]

int main() {
  Database pool(1, 1, "db");
  pool.start();
  pool.callInThread([] { std::cout << "connection: " << connection << '\n'; });
  pool.stop();
}
