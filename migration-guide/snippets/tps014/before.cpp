// Two threads beforehand, so that the first jobs need not wait for theirs.

#include <future>
#include <iostream>

#include "threadpool/ThreadPool.h"

int main() {
  threadpool::ThreadPool pool(0, 2, "web");
  pool.start();
  // [snippet]
  pool.startAWorker();
  pool.startAWorker();
  // [end]
  std::promise<void> here, there;
  pool.callInThread([&] {
    here.set_value();
    there.get_future().wait();
  });
  pool.callInThread([&] {
    there.set_value();
    here.get_future().wait();
  });
  pool.stop();
  std::cout << "two jobs met\n";
}
