// Stopping the old pool from where it must not be stopped.

#include <any>
#include <memory>
#include <system_error>

#include "fixture.hpp"

using namespace legacy_test;
using threadpool::Thread;

namespace {

/// Passes everything on, and tells when it is joined.
class WatchedThread final : public Thread {
 public:
  explicit WatchedThread(std::shared_ptr<Thread> thread) : thread_(std::move(thread)) {}
  void start() override { thread_->start(); }
  void join() override {
    joins.add();
    thread_->join();
  }
  std::string name() const override { return thread_->name(); }

  Tally joins{"joins"};

 private:
  const std::shared_ptr<Thread> thread_;
};

struct WatchedPool : ThreadPool {
  using ThreadPool::ThreadPool;
  std::shared_ptr<Thread> threadFactory(std::function<void()> body, const std::string& name) override {
    made.push_back(std::make_shared<WatchedThread>(ThreadPool::threadFactory(std::move(body), name)));
    return made.back();
  }
  std::vector<std::shared_ptr<WatchedThread>> made;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(stopping, Clean)

// L-32
BOOST_AUTO_TEST_CASE(stop_in_a_pool_thread_sets_the_flags_and_fails_at_joining_itself) {
  Gate begun("the job that stops the pool"), release("its release"), done("its failure");
  std::error_code code;
  bool joined = false, started = true;
  int workers = -1;
  WatchedPool pool(1, 3);
  pool.start();
  pool.callInThread([&] {
    begun.open();
    release.wait();
    try {
      pool.stop();
    } catch (const std::system_error& error) {
      code = error.code();
    }
    joined = pool.joined();
    started = pool.started();
    workers = pool.workers();
    done.open();
  });
  begun.wait();
  pool.adjustPoolsize(3, 3);  // two more threads, behind the job's in the list
  release.open();
  done.wait();

  BOOST_TEST((code == std::errc::resource_deadlock_would_occur));
  BOOST_TEST(joined);
  BOOST_TEST(!started);
  BOOST_TEST(workers == 0);
  BOOST_TEST(pool.made.at(0)->joins.count() == 1u);
  BOOST_TEST(pool.made.at(1)->joins.count() == 0u);
  BOOST_TEST(pool.made.at(2)->joins.count() == 0u);

  // The tokens are out all the same.
  untilThreads(pool, 0);
}

// L-32: what a failed stop has left to be joined, the destructor joins. The other job goes on only when the destructor
// has emptied the queue, so its thread is there to be joined.
BOOST_AUTO_TEST_CASE(a_half_stopped_pool_waits_for_its_threads_when_it_is_destroyed) {
  Gate begun("the job that stops the pool"), release("its release"), done("its failure");
  Blocker other;
  std::shared_ptr<WatchedThread> thread;
  {
    WatchedPool pool(1, 2);
    pool.start();
    pool.callInThread([&] {
      begun.open();
      release.wait();
      try {
        pool.stop();
      } catch (const std::system_error&) {
        done.open();
      }
    });
    begun.wait();
    occupy(pool, other);
    release.open();
    done.wait();
    thread = pool.made.at(1);
    BOOST_TEST(thread->joins.count() == 0u);
    const std::shared_ptr<void> opensWhenDropped(nullptr, [&other](void*) { other.release.open(); });
    pool.q().put(threadpool::Job([opensWhenDropped] { return std::any(); }));
  }
  BOOST_TEST(thread->joins.count() == 1u);
}

BOOST_AUTO_TEST_SUITE_END()
