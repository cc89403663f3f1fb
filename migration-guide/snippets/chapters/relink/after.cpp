// relink/after - the same program, relinked; what its log named has been replaced in place.

#include <atomic>
#include <iostream>

#include "cadre/shim/pool_of.hpp"
#include "threadpool/ThreadPool.h"

// [snippet]
int main() {
  std::atomic<int> sum{0};
  threadpool::ThreadPool pool(2, 4, "sums");
  pool.start();
  std::cout << "at most " << cadre::shim::pool_of(pool).limits().max << " threads\n";
  for (int i = 1; i <= 100; ++i) pool.callInThread([&sum, i] { sum += i; });
  pool.stop();
  std::cout << "the sum is " << sum << '\n';
}
// [end]
