// Two jobs find out whether they ran on the same thread.

#include <iostream>
#include <thread>

#include "threadpool/ThreadPool.h"

int main() {
  bool same = false;
  threadpool::ThreadPool pool(1, 1, "web");
  pool.start();
  // [snippet]
  std::thread::id first;
  pool.callInThread([&] { first = std::this_thread::get_id(); });
  pool.callInThread([&] { same = std::this_thread::get_id() == first; });
  // [end]
  pool.stop();
  std::cout << (same ? "the same thread\n" : "different threads\n");
}
