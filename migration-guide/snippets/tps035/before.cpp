// Two threads submit jobs at the same time.

#include <atomic>
#include <iostream>
#include <mutex>
#include <thread>

#include "threadpool/ThreadPool.h"

// [snippet]
class Shared : public threadpool::ThreadPool {
 public:
  using ThreadPool::ThreadPool;
  void _startSomeWorkers() override {
    const std::lock_guard lock(growth_);
    ThreadPool::_startSomeWorkers();
  }

 private:
  std::mutex growth_;
};
// [end]

int main() {
  std::atomic<int> ran{0};
  Shared pool(0, 2, "web");
  pool.start();
  const auto submit = [&] {
    for (int i = 0; i < 50; ++i) pool.callInThread([&ran] { ++ran; });
  };
  std::thread other(submit);
  submit();
  other.join();
  pool.stop();
  std::cout << ran << " jobs ran\n";
}
