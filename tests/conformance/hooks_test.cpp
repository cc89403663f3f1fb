// Subclasses: which virtual functions the pool calls itself. What the hooks do when a client calls them is in
// hook_calls_test.cpp.

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "../support/thread_shop.hpp"
#include "fixture.hpp"

using namespace conformance;

namespace {

/// Writes down each call of a hook that changes the number of threads. Called on one thread only.
class Recorder : public ThreadPool {
 public:
  using ThreadPool::ThreadPool;
  void startAWorker() override {
    calls.push_back("start");
    ThreadPool::startAWorker();
  }
  void stopAWorker() override {
    calls.push_back("stop");
    ThreadPool::stopAWorker();
  }
  void _startSomeWorkers() override {
    calls.push_back("some");
    ThreadPool::_startSomeWorkers();
  }
  void adjustPoolsize(std::optional<int> minthreads, std::optional<int> maxthreads) override {
    calls.push_back(minthreads || maxthreads ? "adjust to" : "adjust");
    ThreadPool::adjustPoolsize(minthreads, maxthreads);
  }
  std::vector<std::string> taken() { return std::exchange(calls, {}); }
  std::vector<std::string> calls;
};

using Calls = std::vector<std::string>;

/// Waits, after the first thread was made, until nothing is left to do for the others.
class SlowGrower : public ThreadPool {
 public:
  using ThreadPool::ThreadPool;
  void startAWorker() override {
    ThreadPool::startAWorker();
    if (++calls == 1) eventually([this] { return q().empty() && waiters().size() == 1; }, "the jobs to be done");
  }
  int calls = 0;
};

/// Counts the calls of the hooks that run on pool threads.
class ThreadSide : public ThreadPool {
 public:
  using ThreadPool::ThreadPool;
  std::shared_ptr<threadpool::Thread> currentThread() override {
    current.add();
    return ThreadPool::currentThread();
  }
  void _worker() override {
    worker.add();
    ThreadPool::_worker();
  }
  Tally current, worker;
};

/// As found in the wild: one connection per thread, opened by an override of startAWorker that makes its own
/// thread and serves a first job on it.
class Connected : public ThreadPool {
 public:
  using ThreadPool::ThreadPool;
  void startAWorker() override {
    setWorkers(workers() + 1);
    threads_.push_back(std::make_shared<support::ShopThread>([this] { serve(); }, "connection", false));
    threads_.back()->start();
  }
  void joinConnections() {
    for (const auto& thread : threads_) thread->join();
  }
  Tally connections;

 private:
  void serve() {
    connections.add();
    threadpool::Job first = q().get();
    if (first.isStop()) return;
    first.run();
    _worker();
  }
  std::vector<std::shared_ptr<support::ShopThread>> threads_;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(hooks, Clean)

// L-20 L-40 L-48 S-D08: start looks at the sizes through one adjustPoolsize without arguments, on both libraries. The
// hooks below it are called by legacy alone.
BOOST_AUTO_TEST_CASE(start_calls_adjust_pool_size) {
  Recorder pool(2, 4);
  pool.start();
  BOOST_TEST(pool.taken() == differs(Calls{"adjust", "start", "start", "some"}, Calls{"adjust"}),
             boost::test_tools::per_element());
  pool.stop();
}

// L-48: stored, then shrunk to the maximum or grown to the minimum, then grown for what waits.
BOOST_AUTO_TEST_CASE(order_of_hooks_in_adjust_pool_size) {
  Recorder pool(3, 5);
  pool.start();
  pool.taken();
  pool.adjustPoolsize(1, 2);
  BOOST_TEST(pool.taken() == differs(Calls{"adjust to", "stop", "some"}, Calls{"adjust to"}),
             boost::test_tools::per_element());
  pool.adjustPoolsize(4, 4);
  BOOST_TEST(pool.taken() == differs(Calls{"adjust to", "start", "start", "some"}, Calls{"adjust to"}),
             boost::test_tools::per_element());
  BOOST_TEST(pool.workers() == 4);
  pool.stop();
}

// L-41: each submission to a running pool looks at the number of threads, one before start does not.
BOOST_AUTO_TEST_CASE(submissions_call_start_some_workers) {
  Blocker job;
  Recorder pool(0, 4);
  pool.callInThread([] {});
  BOOST_TEST(pool.taken().empty());
  pool.start();
  BOOST_TEST(pool.taken() == differs(Calls{"adjust", "some", "start"}, Calls{"adjust"}),
             boost::test_tools::per_element());
  atRest(pool, 1);
  occupy(pool, job);
  BOOST_TEST(pool.taken() == differs(Calls{"some"}, Calls{}), boost::test_tools::per_element());
  pool.callInThread([] {});
  BOOST_TEST(pool.taken() == differs(Calls{"some", "start"}, Calls{}), boost::test_tools::per_element());
  job.release.open();
  pool.stop();
}

// L-42: what legacy needs is computed once per call: it makes three threads for three jobs, though the first has done
// all three by then. The shim makes three for three without asking.
BOOST_AUTO_TEST_CASE(the_need_for_threads_is_computed_once) {
  SlowGrower pool(0, 5);
  for (int i = 0; i < 3; ++i) pool.callInThread([] {});
  pool.start();
  BOOST_TEST(pool.calls == differs(3, 0));
  BOOST_TEST(pool.workers() == 3);
  pool.stop();
}

// S-11 S-D07 L-05: the hooks of a pool thread are called by legacy alone, once per thread.
BOOST_AUTO_TEST_CASE(worker_and_current_thread_overrides) {
  Tally ran("jobs");
  ThreadSide pool(2, 2);
  pool.start();
  for (int i = 0; i < 4; ++i) pool.callInThread([&ran] { ran.add(); });
  pool.stop();
  BOOST_TEST(ran.count() == 4u);
  BOOST_TEST(pool.worker.count() == differs(2u, 0u));
  BOOST_TEST(pool.current.count() == differs(2u, 0u));
}

// L-44 S-11: the wild override of startAWorker. Legacy serves each thread's first job on the subclass's own thread; the
// shim never calls it, and every job still runs.
BOOST_AUTO_TEST_CASE(one_connection_per_thread) {
  Tally ran("jobs");
  Connected pool(0, 1);
  pool.start();
  for (std::size_t i = 1; i <= 3; ++i) {
    pool.callInThread([&ran] { ran.add(); });
    ran.wait(i);
  }
  BOOST_TEST(pool.connections.count() == differs(1u, 0u));
  pool.stop();
  pool.joinConnections();
  BOOST_TEST(ran.count() == 3u);
}

BOOST_AUTO_TEST_SUITE_END()
