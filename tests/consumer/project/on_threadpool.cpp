#include <threadpool/ThreadPool.h>

#include <iostream>

int main() {
  threadpool::ThreadPool pool(1, 3);
  int answer = 0;
  pool.start();
  pool.callInThreadWithCallback([&answer](bool, threadpool::Result result) { answer = result.get<int>(); },
                                [] { return 42; });
  pool.stop();
  std::cout << answer << ", " << pool.max() << " at most\n";
}
