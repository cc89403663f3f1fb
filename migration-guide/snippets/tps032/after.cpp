// How many threads took part in three jobs.

#include <iostream>
#include <mutex>
#include <set>
#include <thread>

#include "threadpool/ThreadPool.h"

int main() {
  threadpool::ThreadPool pool(1, 1, "web");
  pool.start();
  // [snippet]
  std::mutex mutex;
  std::set<std::thread::id> seen;
  const auto takePart = [&] {
    const std::lock_guard lock(mutex);
    seen.insert(std::this_thread::get_id());
  };
  // [end]
  for (int i = 0; i < 3; ++i) pool.callInThread(takePart);
  pool.stop();
  std::cout << seen.size() << " took part\n";
}
