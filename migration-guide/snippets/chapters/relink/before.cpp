// relink/before - a program that was written against the old pool, years ago.
// Logs: TPS002

#include <atomic>
#include <iostream>

#include "threadpool/ThreadPool.h"

// [snippet]
int main() {
  std::atomic<int> sum{0};
  threadpool::ThreadPool pool(2, 4, "sums");
  pool.start();
  std::cout << "at most " << pool.max() << " threads\n";
  for (int i = 1; i <= 100; ++i) pool.callInThread([&sum, i] { sum += i; });
  pool.stop();
  std::cout << "the sum is " << sum << '\n';
}
// [end]
