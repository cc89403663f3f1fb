// Each thread opens a connection before its first job.

#include <functional>
#include <iostream>
#include <string>
#include <utility>

#include "cadre/shim/pool_of.hpp"
#include "cadre/thread_factory.hpp"
#include "threadpool/ThreadPool.h"

thread_local const char* connection = "none";

// [snippet]
class Database : public threadpool::ThreadPool {
 public:
  using ThreadPool::ThreadPool;
  void start() override {
    cadre::shim::pool_of(*this).set_thread_factory([](std::function<void()> body, const std::string& name) {
      const auto connected = [body = std::move(body)] {
        connection = "open";
        body();
      };
      return cadre::start_thread(connected, name);
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
