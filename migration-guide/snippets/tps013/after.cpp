// The program makes the pool's threads itself.

#include <functional>
#include <iostream>
#include <memory>
#include <string>
#include <thread>
#include <utility>

#include "cadre/shim/pool_of.hpp"
#include "cadre/thread_factory.hpp"
#include "threadpool/ThreadPool.h"

thread_local const char* priority = "usual";

// [snippet]
class BackgroundThread : public cadre::joinable {
 public:
  explicit BackgroundThread(std::function<void()> body)
      : thread_([body = std::move(body)] {
          priority = "low";
          body();
        }) {}
  ~BackgroundThread() override {
    if (thread_.joinable()) thread_.detach();
  }
  void join() override { thread_.join(); }

 private:
  std::thread thread_;
};

void useBackgroundThreads(threadpool::ThreadPool& pool) {
  cadre::shim::pool_of(pool).set_thread_factory([](std::function<void()> body, const std::string&) {
    return std::make_unique<BackgroundThread>(std::move(body));
  });
}
// [end]

int main() {
  threadpool::ThreadPool pool(1, 1, "index");
  useBackgroundThreads(pool);
  pool.start();
  pool.callInThread([] { std::cout << "priority: " << priority << '\n'; });
  pool.stop();
}
