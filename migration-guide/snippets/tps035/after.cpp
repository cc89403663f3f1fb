// Two threads submit jobs at the same time.

#include <atomic>
#include <iostream>
#include <thread>

#include "threadpool/ThreadPool.h"

// [snippet]
using Shared = threadpool::ThreadPool;
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
