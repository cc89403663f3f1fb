// What has not begun is not wanted any more.

#include <iostream>

#include "cadre/shim/pool_of.hpp"
#include "threadpool/ThreadPool.h"

int main() {
  threadpool::ThreadPool pool(0, 1, "web");
  for (int i = 0; i < 3; ++i) pool.callInThread([] {});
  // [snippet]
  const auto dropped = cadre::shim::pool_of(pool).drop_backlog();
  std::cout << dropped << " jobs dropped\n";
  // [end]
}
