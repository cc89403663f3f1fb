// The program makes the pool's threads itself.

#include <functional>
#include <iostream>
#include <memory>
#include <string>
#include <thread>
#include <utility>

#include "threadpool/ThreadPool.h"

thread_local const char* priority = "usual";

// [snippet]
class BackgroundThread : public threadpool::Thread {
 public:
  BackgroundThread(std::function<void()> body, std::string name) : body_(std::move(body)), name_(std::move(name)) {}
  ~BackgroundThread() override {
    if (thread_.joinable()) thread_.detach();
  }
  void start() override {
    thread_ = std::thread([body = std::move(body_)] {
      priority = "low";
      body();
    });
  }
  void join() override { thread_.join(); }
  std::string name() const override { return name_; }

 private:
  std::function<void()> body_;
  std::string name_;
  std::thread thread_;
};

void useBackgroundThreads(threadpool::ThreadPool& pool) {
  pool.setThreadFactory([](std::function<void()> body, const std::string& name) {
    return std::make_shared<BackgroundThread>(std::move(body), name);
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
