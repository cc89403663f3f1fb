// thread_worker_test.cpp - proves what cadre/thread_worker.hpp promises. Most tests capture the body of the thread
// and run it by hand; those that need a real thread say why.

#include <pthread.h>

#include <algorithm>
#include <atomic>
#include <boost/test/unit_test.hpp>
#include <cadre/thread_worker.hpp>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "gate.hpp"
#include "probe.hpp"
#include "recorded_errors.hpp"
#include "starters.hpp"

using cadre_test::captured_bodies;
using cadre_test::deliberate;
using cadre_test::gate;
using cadre_test::posix_threads;
using cadre_test::probe;
using cadre_test::real_threads;
using cadre_test::texts;
using words = std::vector<std::string>;

BOOST_AUTO_TEST_SUITE(thread_worker)

// X-60 TW-01 TW-02 TW-03: one start, before the constructor returns; submit runs nothing, the loop does.
BOOST_AUTO_TEST_CASE(one_thread_is_started_and_runs_the_tasks) {
  captured_bodies threads;
  cadre::thread_worker worker(threads.starter());
  BOOST_REQUIRE(threads.bodies.size() == 1U);
  words order;
  worker.submit([&order] { order.emplace_back("first"); });
  worker.submit([&order] { order.emplace_back("second"); });
  BOOST_TEST(order.empty());
  worker.quit();
  BOOST_TEST(order.empty());
  threads.bodies.front()();
  BOOST_TEST(order == (words{"first", "second"}), boost::test_tools::per_element());
  BOOST_TEST(threads.bodies.size() == 1U);
}

// TW-10
BOOST_AUTO_TEST_CASE(without_a_thread_there_is_no_worker) {
  const cadre::thread_starter fails = [](const std::function<void()>&) { throw deliberate("starter"); };
  BOOST_CHECK_THROW(cadre::thread_worker{fails}, deliberate);
  BOOST_CHECK_THROW(cadre::thread_worker{cadre::thread_starter()}, std::invalid_argument);
}

// X-61 TW-06
BOOST_AUTO_TEST_CASE(quit_prevents_later_calls) {
  captured_bodies threads;
  cadre::thread_worker worker(threads.starter());
  worker.quit();
  BOOST_CHECK_THROW(worker.submit([] {}), cadre::already_quit);
  BOOST_CHECK_THROW(worker.quit(), cadre::already_quit);
  threads.bodies.front()();
}

// TW-05 TW-07 TW-08: quit from a task; what was accepted by then still runs, then the body returns.
BOOST_AUTO_TEST_CASE(a_task_may_submit_and_quit) {
  captured_bodies threads;
  cadre::thread_worker worker(threads.starter());
  words order;
  worker.submit([&] {
    worker.submit([&order] { order.emplace_back("inner"); });
    order.emplace_back("outer");
    worker.quit();
    BOOST_CHECK_THROW(worker.submit([&order] { order.emplace_back("too late"); }), cadre::already_quit);
  });
  worker.submit([&order] { order.emplace_back("waiting"); });
  threads.bodies.front()();
  BOOST_TEST(order == (words{"outer", "waiting", "inner"}), boost::test_tools::per_element());
}

// TW-04 W-07: in order, all on one thread that is not the caller's.
BOOST_AUTO_TEST_CASE(tasks_run_in_order_on_one_thread) {
  std::vector<int> order;
  std::vector<std::thread::id> where;
  real_threads threads;
  cadre::thread_worker worker(threads.starter());
  for (int i = 0; i < 100; ++i)
    worker.submit([&, i] {
      order.push_back(i);
      where.push_back(std::this_thread::get_id());
    });
  worker.quit();
  threads.join();
  BOOST_REQUIRE(order.size() == 100U);
  BOOST_TEST(std::is_sorted(order.begin(), order.end()));
  BOOST_TEST(std::count(where.begin(), where.end(), where.front()) == 100);
  BOOST_TEST((where.front() != std::this_thread::get_id()));
}

// TW-11 DEF-10: an exception of any type is reported, on the worker's thread, and the next task runs.
BOOST_AUTO_TEST_CASE(an_exception_does_not_end_the_thread) {
  cadre_test::recorded_errors errors;
  captured_bodies threads;
  cadre::thread_worker worker(threads.starter(), errors.sink());
  int runs = 0;
  worker.submit([] { throw deliberate("first"); });
  worker.submit([] { throw 2; });
  worker.submit([&runs] { ++runs; });
  worker.quit();
  std::thread::id there;
  std::thread([&] {
    there = std::this_thread::get_id();
    threads.bodies.front()();
  }).join();
  BOOST_TEST(runs == 1);
  BOOST_TEST(errors.claim() == (texts{"deliberate first", "int 2"}), boost::test_tools::per_element());
  for (const auto& id : errors.threads()) BOOST_TEST((id == there));
}

// DEF-10 DEF-21: nor does a sink that throws, or that submits, or none.
BOOST_AUTO_TEST_CASE(a_failing_sink_does_not_end_the_thread) {
  captured_bodies threads;
  int runs = 0;
  cadre::thread_worker* self = nullptr;
  cadre::thread_worker worker(threads.starter(), [&](const std::exception_ptr&) {
    self->submit([&runs] { runs += 10; });
    throw deliberate("sink");
  });
  self = &worker;
  cadre::thread_worker without_sink(threads.starter());
  worker.submit([] { throw deliberate("task"); });
  worker.submit([&] {
    ++runs;
    worker.quit();
  });
  without_sink.submit([] { throw deliberate("task"); });
  without_sink.submit([&runs] { ++runs; });
  without_sink.quit();
  for (const auto& body : threads.bodies) body();
  BOOST_TEST(runs == 12);
}

// TW-12 DEF-11: in a real thread, for only there can the worker be idle. Nothing follows the task, and it is gone.
BOOST_AUTO_TEST_CASE(an_idle_worker_holds_on_to_no_task) {
  gate gone;
  real_threads threads;
  cadre::thread_worker worker(threads.starter());
  worker.submit([end = probe([&gone] { gone.open(); })] {});
  BOOST_TEST(gone.passed());
  worker.quit();
}

// DEF-11 M-08
BOOST_AUTO_TEST_CASE(a_task_is_destroyed_before_the_next_one_starts) {
  captured_bodies threads;
  cadre::thread_worker worker(threads.starter());
  words order;
  for (const char* name : {"a", "b"})
    worker.submit([&order, name, end = probe([&order, name] { order.push_back(name + std::string(" gone")); })] {
      order.emplace_back(name);
    });
  worker.quit();
  threads.bodies.front()();
  BOOST_TEST(order == (words{"a", "a gone", "b", "b gone"}), boost::test_tools::per_element());
}

// TW-13 DEF-09: each submit that did not throw is run, however it met the quit.
BOOST_AUTO_TEST_CASE(submit_overlapping_quit_is_run_or_refused) {
  for (int round = 0; round < 50; ++round) {
    std::atomic<int> ran = 0;
    std::atomic<int> accepted = 0;
    real_threads threads;
    cadre::thread_worker worker(threads.starter());
    cadre_test::at_once(3, [&](int i) {
      if (i == 0) return worker.quit();
      try {
        for (;;) {
          worker.submit([&ran] { ++ran; });
          ++accepted;
        }
      } catch (const cadre::already_quit&) {
      }
    });
    threads.join();
    BOOST_REQUIRE(ran == accepted);
  }
}

// M-29: what was accepted outlives the worker, for the thread that was started will come for it.
BOOST_AUTO_TEST_CASE(destruction_quits_and_accepted_tasks_run) {
  captured_bodies threads;
  auto worker = std::make_unique<cadre::thread_worker>(threads.starter());
  int runs = 0;
  worker->submit([&runs] { ++runs; });
  worker.reset();
  threads.bodies.front()();
  BOOST_TEST(runs == 1);
}

// TW-07
BOOST_AUTO_TEST_CASE(a_task_may_destroy_the_worker) {
  captured_bodies threads;
  auto worker = std::make_unique<cadre::thread_worker>(threads.starter());
  words order;
  worker->submit([&] {
    worker.reset();
    order.emplace_back("destroyer");
  });
  worker->submit([&order] { order.emplace_back("next"); });
  threads.bodies.front()();
  BOOST_TEST(order == (words{"destroyer", "next"}), boost::test_tools::per_element());
}

// M-26 DEF-38
BOOST_AUTO_TEST_CASE(a_tasks_destructor_may_submit) {
  captured_bodies threads;
  cadre::thread_worker worker(threads.starter());
  words order;
  worker.submit([end = probe([&] {
                   worker.submit([&] {
                     order.emplace_back("from destructor");
                     worker.quit();
                   });
                 })] {});
  threads.bodies.front()();
  BOOST_TEST(order == words{"from destructor"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_task_may_run_the_one_that_waits_behind_it) {
  captured_bodies threads;
  cadre::thread_worker worker(threads.starter());
  words order;
  worker.submit([&] {
    order.emplace_back("outer begins");
    if (worker.try_executing_one()) order.emplace_back("one");
    if (!worker.try_executing_one()) order.emplace_back("none");
  });
  worker.submit([&order] { order.emplace_back("inner"); });
  BOOST_TEST(!worker.try_executing_one(), "this thread runs no task of the worker");
  worker.quit();
  threads.bodies.front()();
  BOOST_TEST(order == (words{"outer begins", "inner", "one", "none"}), boost::test_tools::per_element());
}

// M-20 DEF-38: a thread that is ended by force unwinds through the worker, which must not swallow that. What waits is
// destroyed under no lock.
BOOST_AUTO_TEST_CASE(a_thread_ended_by_force_ends_the_worker) {
  int destroyed = 0;
  int runs = 0;
  gate go;
  posix_threads threads;
  cadre::thread_worker worker(threads.starter());
  worker.submit([&go] {
    static_cast<void>(go.passed());
    pthread_exit(nullptr);
  });
  worker.submit([&runs, end = probe([&] { destroyed += worker.closed() ? 1 : 2; })] { ++runs; });
  go.open();
  threads.join();
  BOOST_TEST(runs == 0);
  BOOST_TEST(destroyed == 1);
  BOOST_TEST(worker.closed());
  BOOST_CHECK_THROW(worker.submit([] {}), cadre::already_quit);
}

BOOST_AUTO_TEST_SUITE_END()
