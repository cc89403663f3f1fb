// One function for the result, another one for errors.

#include <any>
#include <exception>
#include <iostream>
#include <stdexcept>

#include "threadpool/ThreadPool.h"

int main() {
  threadpool::ThreadPool pool(1, 1, "web");
  pool.start();
  // [snippet]
  const auto show = [](std::any value) { std::cout << "sum: " << std::any_cast<int>(value) << '\n'; };
  const auto complain = [](std::exception_ptr) { std::cout << "failed\n"; };
  pool.dispatchWithCallback(nullptr, show, complain, [] { return std::any(40 + 2); });
  pool.dispatchWithCallback(nullptr, show, complain, []() -> std::any { throw std::runtime_error("no sum"); });
  // [end]
  pool.stop();
}
