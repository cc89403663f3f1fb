// Each thread has a connection from its start to its end.

#include <iostream>

#include "threadpool/ThreadPool.h"

thread_local const char* connection = "none";

// [snippet]
class Database : public threadpool::ThreadPool {
 public:
  using ThreadPool::ThreadPool;
  void _worker() override {
    connection = "open";
    ThreadPool::_worker();
    connection = "none";
  }
};
// [end]

int main() {
  Database pool(1, 1, "db");
  pool.start();
  pool.callInThread([] { std::cout << "connection: " << connection << '\n'; });
  pool.stop();
}
