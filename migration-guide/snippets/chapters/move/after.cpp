// move - letters are sent on the threads of a pool, and counted.

#include <atomic>
#include <iostream>

#include "cadre/pool.hpp"

// [snippet]
int main() {
  std::atomic<int> sent{0};
  cadre::pool pool({.limits = {2, 4}, .name = "mailer"});
  for (int letter = 0; letter < 100; ++letter) pool.submit([&sent] { ++sent; });
  pool.set_limits({0, 8});
  pool.submit([&sent] { sent += 10; });
  pool.stop();
  std::cout << sent << " letters sent\n";
}
// [end]
