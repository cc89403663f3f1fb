// A gauge: how many jobs wait for a thread.

#include <future>
#include <iostream>

#include "threadpool/ThreadPool.h"

int main() {
  threadpool::ThreadPool pool(1, 1, "web");
  pool.start();
  std::promise<void> begun, go;
  pool.callInThread([&] {
    begun.set_value();
    go.get_future().wait();
  });
  begun.get_future().wait();
  for (int i = 0; i < 3; ++i) pool.callInThread([] {});
  // [snippet]
  std::cout << pool.q().qsize() << " waiting\n";
  if (!pool.q().empty()) std::cout << "the pool is too small\n";
  // [end]
  go.set_value();
  pool.stop();
}
