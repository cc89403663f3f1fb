// Each thread opens a connection before its first job.

#include <functional>
#include <iostream>
#include <memory>
#include <string>
#include <utility>

#include "threadpool/ThreadPool.h"

thread_local const char* connection = "none";

// [snippet]
class Database : public threadpool::ThreadPool {
 public:
  using ThreadPool::ThreadPool;
  std::shared_ptr<threadpool::Thread> threadFactory(std::function<void()> body, const std::string& name) override {
    const auto connected = [body = std::move(body)] {
      connection = "open";
      body();
    };
    return ThreadPool::threadFactory(connected, name);
  }
};
// [end]

int main() {
  Database pool(1, 1, "db");
  pool.start();
  pool.callInThread([] { std::cout << "connection: " << connection << '\n'; });
  pool.stop();
}
