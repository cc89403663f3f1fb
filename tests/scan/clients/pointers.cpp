// Calls hooks through references and pointers to members: invisible to a scan, as its report says.

#include <threadpool/ThreadPool.h>

void call(threadpool::ThreadPool& pool, void (threadpool::ThreadPool::*member)()) {
  pool.startAWorker();
  (pool.*member)();
}

int main(int count, char**) {
  threadpool::ThreadPool* const pool = count > 9 ? nullptr : new threadpool::ThreadPool(1, 2, "pool");
  call(*pool, &threadpool::ThreadPool::stopAWorker);
}
