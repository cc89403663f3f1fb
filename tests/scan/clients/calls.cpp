// Uses each removed member directly, in a function with the name of its ID. Nobody calls these; an optimiser leaves
// them.

#include <threadpool/ThreadPool.h>

namespace calls {

using namespace threadpool;

[[gnu::used]] long at_TPS001(const ThreadPool& pool) {
  return pool.min();
}
[[gnu::used]] long at_TPS002(const ThreadPool& pool) {
  return pool.max();
}
[[gnu::used]] std::size_t at_TPS003(const ThreadPool& pool) {
  return pool.name().size();
}
[[gnu::used]] bool at_TPS004(const ThreadPool& pool) {
  return pool.started();
}
[[gnu::used]] bool at_TPS005(const ThreadPool& pool) {
  return pool.joined();
}
[[gnu::used]] std::size_t at_TPS006(const ThreadPool& pool) {
  return pool.threads().size();
}
[[gnu::used]] long at_TPS007(const ThreadPool& pool) {
  return pool.workers();
}
[[gnu::used]] std::size_t at_TPS008(const ThreadPool& pool) {
  return pool.waiters().size();
}
[[gnu::used]] std::size_t at_TPS009(const ThreadPool& pool) {
  return pool.working().size();
}
[[gnu::used]] std::size_t at_TPS010(const ThreadPool& pool) {
  return pool.q().empty() ? 0 : pool.q().qsize();
}
[[gnu::used]] void at_TPS011(const ThreadPool& pool) {
  pool.dumpStats();
}
[[gnu::used]] std::shared_ptr<Thread> at_TPS012(ThreadPool& pool) {
  return pool.ThreadPool::threadFactory([] {}, "thread");
}
[[gnu::used]] void at_TPS013(ThreadPool& pool) {
  pool.setThreadFactory(ThreadFactory());
}
[[gnu::used]] void at_TPS014(ThreadPool& pool) {
  pool.ThreadPool::startAWorker();
}
[[gnu::used]] void at_TPS015(ThreadPool& pool) {
  pool.ThreadPool::stopAWorker();
}
[[gnu::used]] void at_TPS016(ThreadPool& pool) {
  pool.ThreadPool::_startSomeWorkers();
}
[[gnu::used]] void at_TPS017(Queue& queue) {
  queue.put(Job(Function()));
}
[[gnu::used]] void at_TPS018(Queue& queue) {
  queue.put(WorkerStop);
}
[[gnu::used]] void at_TPS019(ThreadPool& pool) {
  pool.dispatch(nullptr, Function());
}
[[gnu::used]] void at_TPS020(ThreadPool& pool) {
  pool.dispatchWithCallback(nullptr, nullptr, nullptr, Function());
}
[[gnu::used]] std::shared_ptr<Thread> at_TPS021(ThreadPool& pool) {
  return pool.ThreadPool::currentThread();
}
[[gnu::used]] long at_TPS022(const ThreadPool& pool) {
  return pool.getState().min;
}
[[gnu::used]] void at_TPS023(ThreadPool& pool) {
  pool.setState(PoolState());
}
[[gnu::used]] void at_TPS024(ThreadPool& pool) {
  pool.setMin(1);
}
[[gnu::used]] void at_TPS025(ThreadPool& pool) {
  pool.setMax(1);
}
[[gnu::used]] void at_TPS026(ThreadPool& pool) {
  pool.setName("pool");
}
[[gnu::used]] void at_TPS027(ThreadPool& pool) {
  pool.setWorkers(1);
}
[[gnu::used]] bool at_TPS028(Queue& queue) {
  return queue.get().isStop();
}
[[gnu::used]] bool at_TPS029(Queue& queue) {
  return queue.get_nowait().has_value();
}
[[gnu::used]] void at_TPS030(ThreadPool& pool) {
  pool.ThreadPool::_worker();
}
[[gnu::used]] void at_TPS031(ThreadPool& pool, ThreadSafeList& list) {
  pool._workerState(list, nullptr, [] {});
}
[[gnu::used]] std::size_t at_TPS032(const std::shared_ptr<Thread>& thread) {
  ThreadSafeList list;
  list.append(thread);
  if (list.contains(thread)) list.remove(thread);
  return list.size();
}

}  // namespace calls

int main() {
  return 0;
}
