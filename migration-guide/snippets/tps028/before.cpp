// No thread is there yet: the program runs the job itself.

#include <any>
#include <iostream>
#include <thread>

#include "threadpool/ThreadPool.h"

int main() {
  std::thread::id where;
  const threadpool::Function job = [&where] {
    where = std::this_thread::get_id();
    return std::any();
  };
  threadpool::ThreadPool pool(0, 1, "web");
  // [snippet]
  pool.callInThread(job);
  pool.q().get().run();
  // [end]
  std::cout << (where == std::this_thread::get_id() ? "ran here\n" : "has not run\n");
}
