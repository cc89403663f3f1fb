#include <threadpool/ThreadPool.h>

#include <iostream>

int main() {
  threadpool::ThreadPool pool(1, 3);
  int answer = 0;
  pool.callInThreadWithCallback([&answer](bool, threadpool::Result result) { answer = result.get<int>(); },
                                [] { return 42; });
  pool.start();
  pool.stop();
  std::cout << "shim: " << answer << '\n';
  return answer == 42 ? 0 : 1;
}
