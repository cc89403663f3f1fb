// One function for the result, another one for errors.

#include <iostream>
#include <stdexcept>

#include "threadpool/ThreadPool.h"

int main() {
  threadpool::ThreadPool pool(1, 1, "web");
  pool.start();
  // [snippet]
  const auto onResult = [](bool success, threadpool::Result result) {
    if (success) {
      std::cout << "sum: " << result.get<int>() << '\n';
    } else {
      std::cout << "failed\n";
    }
  };
  pool.callInThreadWithCallback(onResult, [] { return 40 + 2; });
  pool.callInThreadWithCallback(onResult, []() -> int { throw std::runtime_error("no sum"); });
  // [end]
  pool.stop();
}
