// A use of every removed member that a compiler can see, on a line that ends with the ID, or with those of both.
// (TPS033 to TPS037 are overrides that are never called.) This is only looked at by compilers: see macros.sh.

#include <threadpool/ThreadPool.h>

template <class... Values>
void take(const Values&...) {}

void use(threadpool::ThreadPool& pool);
void use(threadpool::ThreadPool& pool) {
  take(pool.min());                                       // TPS001
  take(pool.max());                                       // TPS002
  take(pool.name());                                      // TPS003
  take(pool.started());                                   // TPS004
  take(pool.joined());                                    // TPS005
  take(pool.threads());                                   // TPS006
  take(pool.workers());                                   // TPS007
  take(pool.waiters());                                   // TPS008
  take(pool.working());                                   // TPS009
  pool.dumpStats();                                       // TPS011
  take(pool.threadFactory([] {}, "name"));                // TPS012
  pool.setThreadFactory(nullptr);                         // TPS013
  pool.startAWorker();                                    // TPS014
  pool.stopAWorker();                                     // TPS015
  pool._startSomeWorkers();                               // TPS016
  take(pool.q().qsize());                                 // TPS010
  take(pool.q().empty());                                 // TPS010
  pool.q().put(threadpool::Job(threadpool::Function()));  // TPS010 TPS017
  pool.q().put(threadpool::WorkerStop);                   // TPS010 TPS018
  pool.dispatch(nullptr, threadpool::Function());         // TPS019
  pool.dispatch(nullptr, take<int>, 1);                   // TPS019
  pool.dispatchWithCallback(nullptr, {}, {}, {});         // TPS020
  take(pool.currentThread());                             // TPS021
  take(pool.getState());                                  // TPS022
  pool.setState({});                                      // TPS023
  pool.setMin(1);                                         // TPS024
  pool.setMax(2);                                         // TPS025
  pool.setName("other");                                  // TPS026
  pool.setWorkers(1);                                     // TPS027
  take(pool.q().get());                                   // TPS010 TPS028
  take(pool.q().get_nowait());                            // TPS010 TPS029
  pool._worker();                                         // TPS030
  auto list = threadpool::ThreadSafeList();               // TPS032
  pool._workerState(list, nullptr, [] {});                // TPS031
}
