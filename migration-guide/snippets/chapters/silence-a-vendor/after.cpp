// silence-a-vendor/after - its own use is replaced; the vendor's are counted and not shown.

#include <iostream>
#include <string>

#include "cadre/shim/deprecation_policy.hpp"
#include "cadre/shim/pool_of.hpp"
#include "threadpool/ThreadPool.h"

// [snippet]
int main() {
  for (const std::string& wrong : cadre::shim::set_deprecation_policy("ignore@libvendor.so*"))
    std::cout << "not understood: " << wrong << '\n';
  threadpool::ThreadPool pool(0, 2, "letters");
  for (int i = 0; i < 3; ++i) pool.callInThread([] {});
  std::cout << cadre::shim::pool_of(pool).statistics().backlog << " letters wait\n";
  pool.start();
  pool.stop();
  std::cout << "all are sent\n";
}
// [end]
