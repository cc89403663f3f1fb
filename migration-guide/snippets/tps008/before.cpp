// A job is over; the program waits until its thread is free again.

#include <future>
#include <iostream>
#include <thread>

#include "threadpool/ThreadPool.h"

int main() {
  threadpool::ThreadPool pool(1, 1, "web");
  pool.start();
  std::promise<void> done;
  pool.callInThread([&done] { done.set_value(); });
  done.get_future().wait();
  // [snippet]
  while (pool.waiters().empty()) std::this_thread::yield();
  std::cout << pool.waiters().size() << " idle\n";
  // [end]
  pool.stop();
}
