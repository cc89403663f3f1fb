// The configuration allows a second thread, and two jobs need one each.

#include <future>
#include <iostream>
#include <optional>

#include "threadpool/ThreadPool.h"

int main() {
  threadpool::ThreadPool pool(0, 1, "web");
  // [snippet]
  pool.adjustPoolsize(std::nullopt, 2);
  // [end]
  pool.start();
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
