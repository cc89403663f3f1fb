// Where the pool's threads come from, what they are called, and where they go.

#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "../support/thread_shop.hpp"
#include "fixture.hpp"

using namespace conformance;
using Names = std::vector<std::string>;

namespace {

/// Overrides the hook, and makes its threads as the pool does.
class FactoryPool : public ThreadPool {
 public:
  using ThreadPool::ThreadPool;
  std::shared_ptr<threadpool::Thread> threadFactory(std::function<void()> body, const std::string& name) override {
    names.push_back(name);
    return ThreadPool::threadFactory(std::move(body), name);
  }
  Names names;  // threads are made by the test's own thread only
};

/// A thread whose lists hold another object than the factory made.
class Impostor : public ThreadPool {
 public:
  using ThreadPool::ThreadPool;
  std::shared_ptr<threadpool::Thread> currentThread() override {
    return std::make_shared<support::ShopThread>([] {}, "impostor", false);
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(thread_factory, Clean)

// L-04 S-07 S-D04: every thread is made by the hook, started once, and joined by stop.
BOOST_AUTO_TEST_CASE(the_assigned_factory_makes_every_thread) {
  support::ThreadShop shop;
  Blocker job;
  ThreadPool pool(2, 3, "crew");
  pool.setThreadFactory(shop.factory());
  BOOST_TEST(shop.count() == 0u);
  pool.start();
  BOOST_TEST(shop.count() == 2u);
  Blocker others[2];
  occupy(pool, others);
  occupy(pool, job);
  BOOST_TEST(shop.count() == 3u);
  release(others);
  job.release.open();
  pool.stop();
  for (const auto& thread : shop.made()) {
    BOOST_TEST(thread->starts() == 1);
    BOOST_TEST(thread->joins() == 1);
  }
  BOOST_TEST(shop.names() == (Names{"PoolThread-crew-1", "PoolThread-crew-2", "PoolThread-crew-3"}),
             boost::test_tools::per_element());
}

// L-04 S-07: an override makes every thread, and may ask the base for them.
BOOST_AUTO_TEST_CASE(an_override_makes_every_thread) {
  Tally ran("jobs");
  FactoryPool pool(2, 2, "crew");
  pool.start();
  pool.callInThread([&ran] { ran.add(); });
  pool.stop();
  BOOST_TEST(ran.count() == 1u);
  BOOST_TEST(pool.names == (Names{"PoolThread-crew-1", "PoolThread-crew-2"}), boost::test_tools::per_element());
}

// L-04 S-07: an assigned factory beats the override; an empty one gives the override its place back.
BOOST_AUTO_TEST_CASE(an_assigned_factory_beats_the_override) {
  support::ThreadShop shop;
  FactoryPool pool(1, 4, "crew");
  pool.setThreadFactory(shop.factory());
  pool.start();
  BOOST_TEST(shop.count() == 1u);
  BOOST_TEST(pool.names.empty());
  pool.setThreadFactory(nullptr);
  pool.adjustPoolsize(2);
  BOOST_TEST(shop.count() == 1u);
  BOOST_TEST(pool.names == Names{"PoolThread-crew-2"}, boost::test_tools::per_element());
  pool.stop();
}

// S-07: a factory may be assigned while the pool runs, and serves the threads made from then on, restarts included.
BOOST_AUTO_TEST_CASE(a_factory_assigned_while_running) {
  support::ThreadShop shop;
  ThreadPool pool(1, 4);
  pool.start();
  pool.setThreadFactory(shop.factory());
  pool.adjustPoolsize(3);
  BOOST_TEST(shop.count() == 2u);
  pool.stop();
  pool.start();
  BOOST_TEST(shop.count() == 5u);
  pool.stop();
}

// L-04: the factory is called where a member of the pool was called, not on threads of the pool's own.
BOOST_AUTO_TEST_CASE(the_factory_runs_on_the_callers_thread) {
  support::ThreadShop shop;
  Blocker jobs[2];
  ThreadPool pool(1, 3);
  pool.setThreadFactory(shop.factory());
  pool.start();
  occupy(pool, jobs);
  pool.adjustPoolsize(3);
  for (const std::thread::id maker : shop.makers()) BOOST_TEST((maker == std::this_thread::get_id()));
  BOOST_TEST(shop.count() == 3u);
  release(jobs);
  pool.stop();
}

// L-05 S-07: in legacy the thread must be what currentThread gives: else it dies with an error when it leaves, and
// stays in the list. In the shim the object's identity does not matter.
BOOST_AUTO_TEST_CASE(the_identity_of_thread_objects) {
  Tally ran("the job");
  Impostor pool(1, 1);
  pool.start();
  pool.callInThread([&ran] { ran.add(); });
  pool.stop();
  BOOST_TEST(ran.count() == 1u);
  BOOST_TEST(pool.threads().size() == differs(1u, 0u));
  BOOST_TEST(log.takeErrors().size() == differs(1u, 0u));
}

// L-72 S-31 S-D17 DEF-39: legacy numbers by its counter, so that numbers come again; the shim's are unique.
BOOST_AUTO_TEST_CASE(numbers_of_threads) {
  support::ThreadShop shop;
  ThreadPool pool(2, 2, "x");
  pool.setThreadFactory(shop.factory());
  pool.start();
  pool.adjustPoolsize(1, 1);
  untilThreads(pool, 1);
  pool.adjustPoolsize(2, 2);
  const Names expected = differs(Names{"PoolThread-x-1", "PoolThread-x-2", "PoolThread-x-2"},
                                 Names{"PoolThread-x-1", "PoolThread-x-2", "PoolThread-x-3"});
  BOOST_TEST(shop.names() == expected, boost::test_tools::per_element());
  pool.stop();
}

// L-72: an empty name counts as none, and the pool's identity takes its place.
BOOST_AUTO_TEST_CASE(names_of_threads_of_nameless_pools) {
  support::ThreadShop shop;
  ThreadPool first(1, 1), second(1, 1);
  for (ThreadPool* pool : {&first, &second}) {
    pool->setThreadFactory(shop.factory());
    pool->start();
  }
  for (const std::string& name : shop.names()) {
    BOOST_TEST(name.rfind("PoolThread-", 0) == 0u, name);
    BOOST_TEST(name.size() > std::string("PoolThread--1").size(), name);
    BOOST_TEST(name.substr(name.size() - 2) == "-1", name);
  }
  BOOST_TEST(shop.names().at(0) != shop.names().at(1));
  first.stop();
  second.stop();
}

// L-72: a new name is for the threads made from then on.
BOOST_AUTO_TEST_CASE(set_name) {
  support::ThreadShop shop;
  ThreadPool pool(1, 2, "old");
  pool.setThreadFactory(shop.factory());
  pool.start();
  pool.setName("new");
  BOOST_TEST(pool.name() == "new");
  pool.adjustPoolsize(2);
  BOOST_TEST(shop.names() == (Names{"PoolThread-old-1", "PoolThread-new-2"}), boost::test_tools::per_element());
  pool.stop();
}

// L-93 L-B08: what the factory receives owns nothing of a client.
BOOST_AUTO_TEST_CASE(thread_bodies_own_nothing_of_a_client) {
  const Trail trail;
  support::ThreadShop shop;
  ThreadPool pool(0, 1);
  pool.setThreadFactory(shop.factory());
  pool.callInThread([token = trail.token("function")] {});
  pool.start();
  atRest(pool, 1);
  BOOST_TEST(shop.count() == 1u);
  BOOST_TEST(trail.has("function gone"));
  pool.stop();
}

// S-06 S-D05 DEF-27: resized twenty times, the pool lists and keeps only threads that live.
BOOST_AUTO_TEST_CASE(threads_that_left_are_not_listed) {
  ThreadPool pool(0, 5);
  pool.start();
  for (int round = 0; round < 20; ++round) {
    pool.adjustPoolsize(5, 5);
    pool.adjustPoolsize(0, 1);
    untilThreads(pool, 1);
    pool.adjustPoolsize(1, 5);
  }
  BOOST_TEST(pool.threads().size() == 1u);
  eventually([this] { return support::liveThreads() == threadsBefore + 1; }, "one thread");
  pool.stop();
}

// L-B13 DEF-27: legacy never joins a thread that left before stop; the shim does.
BOOST_AUTO_TEST_CASE(threads_that_left_early_are_joined) {
  support::ThreadShop shop;
  ThreadPool pool(2, 2);
  pool.setThreadFactory(shop.factory());
  pool.start();
  pool.adjustPoolsize(1, 1);
  untilThreads(pool, 1);
  pool.stop();
  int joined = 0;
  for (const auto& thread : shop.made()) joined += thread->joins();
  BOOST_TEST(joined == differs(1, 2));
}

BOOST_AUTO_TEST_SUITE_END()
