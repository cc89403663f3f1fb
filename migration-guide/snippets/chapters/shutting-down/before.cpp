// shutting-down/before - stops a pool, and asks it whether it is stopped before it submits more.
// Logs: TPS004 TPS005

#include <atomic>
#include <iostream>

#include "threadpool/ThreadPool.h"

// [snippet]
int main() {
  constexpr int letters = 20;
  std::atomic<int> sent{0};
  threadpool::ThreadPool pool(1, 2, "mailer");
  pool.start();
  for (int i = 0; i < letters; ++i) pool.callInThread([&sent] { ++sent; });
  if (pool.started()) pool.stop();
  std::cout << "sent " << sent << ", given up " << letters - sent << '\n';

  if (pool.joined())
    std::cout << "too late for another letter\n";
  else
    pool.callInThread([&sent] { ++sent; });
}
// [end]
