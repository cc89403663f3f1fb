// resize/after - the same on the core: limits are set together, and hold when the call returns.

#include <iostream>

#include "cadre/pool.hpp"

// [snippet]
void show(const cadre::pool& pool) {
  const auto now = pool.statistics();
  std::cout << now.workers() << " threads of at most " << now.limits.max << '\n';
}

int main() {
  cadre::pool pool({.limits = {1, 2}, .name = "thumbnails"});
  pool.set_limits({2, 8});
  pool.grow(1);
  pool.set_limits({2, 4});
  show(pool);
  pool.set_limits({2, 2});
  show(pool);
  pool.stop();
}
// [end]
