#include <threadpool/ThreadPool.h>

#include <cadre/shim/pool_of.hpp>
#include <iostream>

int main() {
  threadpool::ThreadPool pool(1, 3);
  int answer = 0;
  pool.start();
  pool.callInThread([&answer] { answer = 42; });
  cadre::pool& core = cadre::shim::pool_of(pool);
  core.wait_idle();
  std::cout << answer << ", " << core.limits().max << " at most\n";
  pool.stop();
}
