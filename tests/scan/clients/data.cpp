// A variable has the address of a removed member; no function names it.

#include <threadpool/ThreadPool.h>

using Gauge = int (threadpool::ThreadPool::*)() const;

extern const Gauge gauges[];
const Gauge gauges[] = {&threadpool::ThreadPool::min, &threadpool::ThreadPool::workers};

int read(const threadpool::ThreadPool& pool, int number) {
  return (pool.*gauges[number])();
}

int main(int count, char**) {
  const threadpool::ThreadPool pool(1, 2, "pool");
  return read(pool, count);
}
