// What has not begun is not wanted any more.

#include <iostream>

#include "threadpool/ThreadPool.h"

int main() {
  threadpool::ThreadPool pool(0, 1, "web");
  for (int i = 0; i < 3; ++i) pool.callInThread([] {});
  // [snippet]
  int dropped = 0;
  while (pool.q().get_nowait()) ++dropped;
  std::cout << dropped << " jobs dropped\n";
  // [end]
}
