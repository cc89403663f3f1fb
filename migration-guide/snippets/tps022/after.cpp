// More threads for a while, then as many as before.

#include <iostream>

#include "cadre/shim/pool_of.hpp"
#include "threadpool/ThreadPool.h"

int main() {
  threadpool::ThreadPool pool(2, 4, "web");
  pool.start();
  // [snippet]
  const cadre::team_limits usual = cadre::shim::pool_of(pool).limits();
  pool.adjustPoolsize(3, 6);
  pool.adjustPoolsize(static_cast<int>(usual.min), static_cast<int>(usual.max));
  std::cout << "back to " << usual.min << " to " << usual.max << " threads\n";
  // [end]
  pool.stop();
}
