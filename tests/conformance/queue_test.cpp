// The old queue, its records and the lists of threads, as far as they reach through the header.

#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>

#include "../support/thread_shop.hpp"
#include "fixture.hpp"

using namespace conformance;
using threadpool::Job;
using threadpool::Queue;
using threadpool::ThreadSafeList;
using threadpool::WorkerStop;

BOOST_FIXTURE_TEST_SUITE(queue, Clean)

// L-06 S-05 S-D06: a record put into the queue runs. Legacy adds no thread for it; the shim submits it.
BOOST_AUTO_TEST_CASE(a_job_put_into_the_queue) {
  Tally ran("the job");
  ThreadPool pool(0, 1);
  pool.start();
  pool.q().put(Job([&ran] { return ran.add(), std::any(); }));
  BOOST_TEST(pool.workers() == differs(0, 1));
  pool._startSomeWorkers();
  ran.wait(1);
  pool.stop();
}

// L-06 L-31: the queue of a stopped pool takes jobs, for the next start; only submissions are dropped (L-30).
BOOST_AUTO_TEST_CASE(a_job_put_into_the_queue_of_a_stopped_pool) {
  Tally ran("the job");
  ThreadPool pool(0, 1);
  pool.start();
  pool.stop();
  pool.q().put(Job([&ran] { return ran.add(), std::any(); }));
  BOOST_TEST(pool.q().qsize() == 1u);
  BOOST_TEST(pool.workers() == 0);
  pool.start();
  pool.stop();
  BOOST_TEST(ran.count() == 1u);
}

// L-06: with a result, and in the context of the thread that made the record.
BOOST_AUTO_TEST_CASE(a_record_carries_on_result_and_context) {
  std::string seen;
  int value = 0;
  std::optional<Job> job;
  {
    threadpool::context::Scope scope(threadpool::context::Layer{{"who", std::string("maker")}});
    job.emplace([]() -> std::any { return 7; },
                [&](bool, Result result) {
                  value = result.get<int>();
                  seen = std::any_cast<std::string>(threadpool::context::get("who", std::string("none")));
                });
  }
  ThreadPool pool(1, 1);
  pool.start();
  pool.q().put(std::move(*job));
  pool.stop();
  BOOST_TEST(value == 7);
  BOOST_TEST(seen == "maker");
}

// L-12 S-12: the token is a public name, and a record of its own kind.
BOOST_AUTO_TEST_CASE(the_stop_token_is_a_record) {
  BOOST_TEST(Job(WorkerStop).isStop());
  BOOST_TEST(!Job([] { return std::any(); }).isStop());
  BOOST_TEST(!Job(threadpool::Function()).isStop());
}

// L-12 L-07 S-10: a token makes one thread leave. Legacy's counter is not told; the shim's number is the true one.
BOOST_AUTO_TEST_CASE(a_stop_token_put_into_the_queue) {
  ThreadPool pool(0, 2);
  pool.start();
  pool.adjustPoolsize(2, 2);
  pool.adjustPoolsize(0, 2);
  pool.q().put(WorkerStop);
  untilThreads(pool, 1);
  BOOST_TEST(pool.workers() == differs(2, 1));
  if (onLegacy()) pool.setWorkers(1);
  pool.stop();
  BOOST_TEST(pool.q().empty());
}

// L-42 L-06: in legacy tokens count as jobs, so that threads are made to take them. In the shim, nothing starts.
BOOST_AUTO_TEST_CASE(tokens_inflate_the_need_for_threads) {
  support::ThreadShop shop;
  ThreadPool pool(0, 5);
  pool.setThreadFactory(shop.factory());
  pool.q().put(WorkerStop);
  pool.q().put(WorkerStop);
  BOOST_TEST(pool.q().qsize() == differs(2u, 0u));
  pool.start();
  BOOST_TEST(pool.workers() == differs(2, 0));
  BOOST_TEST(shop.count() == differs(2u, 0u));
  untilThreads(pool, 0);
  if (onLegacy()) pool.setWorkers(0);
  pool.stop();
}

// L-06 S-05: legacy gives out the oldest record, and the job is the client's; the shim gives the token and keeps the
// job.
BOOST_AUTO_TEST_CASE(taking_a_record) {
  const Trail trail;
  ThreadPool pool(0, 1);
  for (const char* name : {"first", "second"}) pool.callInThread([trail, name] { trail.note(name); });
  Job taken = pool.q().get();
  BOOST_TEST(taken.isStop() == differs(false, true));
  BOOST_TEST(pool.q().qsize() == differs(1u, 2u));
  taken.run();
  BOOST_TEST(trail.count("first") == differs(1u, 0u));
  std::optional<Job> second = pool.q().get_nowait();
  BOOST_TEST(second.has_value() == onLegacy());
  if (second) second->run();
  BOOST_TEST(trail.count("second") == differs(1u, 0u));
  pool.start();
  pool.stop();
  BOOST_TEST(trail.count("first") == 1u);
  BOOST_TEST(trail.inOrder("first", "second"));
}

// L-06: none where nothing waits.
BOOST_AUTO_TEST_CASE(taking_from_an_empty_queue) {
  ThreadPool pool(0, 1);
  BOOST_TEST(!pool.q().get_nowait().has_value());
}

// L-06: legacy's get waits for a record; the shim's does not.
BOOST_AUTO_TEST_CASE(waiting_for_a_record) {
  const Trail trail;
  ThreadPool pool(0, 1);
  std::thread taker([&] { pool.q().get().run(); });
  pool.callInThread([trail] { trail.note("ran"); });
  taker.join();
  BOOST_TEST(trail.count("ran") == differs(1u, 0u));
}

// L-61 L-63 L-64 L-90: a record runs here as it would in the pool, once.
BOOST_AUTO_TEST_CASE(running_a_record) {
  const Trail trail;
  Job job([trail, token = trail.token("function")]() -> std::any { return trail.note("ran"), 1; },
          [trail](bool success, Result) { trail.note(success ? "success" : "failure"); });
  job.run();
  BOOST_TEST(trail.names() == (std::vector<std::string>{"ran", "function gone", "success"}),
             boost::test_tools::per_element());
  job.run();
  BOOST_TEST(trail.count("ran") == 1u);
  Job(WorkerStop).run();
  Job([]() -> std::any { throw std::runtime_error("nobody receives this"); }).run();
  const auto errors = log.takeErrors();
  BOOST_TEST_REQUIRE(errors.size() == 1u);
  BOOST_CHECK_THROW(std::rethrow_exception(errors[0].entry.exception), std::runtime_error);
}

// L-06: a handle may outlive its pool.
BOOST_AUTO_TEST_CASE(a_queue_after_its_pool) {
  std::optional<Queue> kept;
  {
    ThreadPool pool(0, 1);
    pool.callInThread([] {});
    kept.emplace(pool.q());
    BOOST_TEST(kept->qsize() == 1u);
  }
  BOOST_TEST(kept->qsize() == 0u);
  BOOST_TEST(kept->empty());
  BOOST_TEST(!kept->get_nowait().has_value());
}

// X-16 L-09: legacy lists the thread during the scope; the shim calls the scope and leaves the list alone.
BOOST_AUTO_TEST_CASE(worker_state) {
  ThreadPool pool(0, 1);
  ThreadSafeList list;
  const auto thread = pool.currentThread();
  std::size_t during = 9;
  pool._workerState(list, thread, [&] { during = list.size(); });
  BOOST_TEST(during == differs(1u, 0u));
  BOOST_TEST(list.size() == 0u);
}

// X-17 L-09: an exception passes, and the thread is off the list.
BOOST_AUTO_TEST_CASE(worker_state_and_exceptions) {
  ThreadPool pool(0, 1);
  ThreadSafeList list;
  const auto thread = pool.currentThread();
  BOOST_CHECK_THROW(pool._workerState(list, thread, [] { throw std::out_of_range("through"); }), std::out_of_range);
  BOOST_TEST(list.size() == 0u);
  BOOST_TEST(!list.contains(thread));
}

// X-24 L-15: legacy's list under a lock works as one; the shim's stays empty.
BOOST_AUTO_TEST_CASE(thread_safe_list) {
  ThreadPool pool(0, 1);
  const auto thread = pool.currentThread();
  ThreadSafeList list;
  list.append(thread);
  ThreadSafeList shared = list;
  BOOST_TEST(shared.size() == differs(1u, 0u));
  BOOST_TEST(shared.contains(thread) == onLegacy());
  if (onLegacy()) shared.remove(thread);
  BOOST_TEST(list.size() == 0u);
}

// L-15: legacy complains about a thread that is not in the list.
BOOST_AUTO_TEST_CASE(removing_what_is_not_listed) {
  ThreadPool pool(0, 1);
  ThreadSafeList list;
  const auto thread = pool.currentThread();
  if (onLegacy())
    BOOST_CHECK_THROW(list.remove(thread), std::invalid_argument);
  else
    BOOST_CHECK_NO_THROW(list.remove(thread));
  BOOST_TEST(list.size() == 0u);
}

BOOST_AUTO_TEST_SUITE_END()
