// memory_worker_test.cpp - proves what cadre/memory_worker.hpp promises, beyond the contract of all workers.

#include <boost/test/unit_test.hpp>
#include <cadre/memory_worker.hpp>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "probe.hpp"
#include "recorded_errors.hpp"

using cadre_test::deliberate;
using cadre_test::probe;
using words = std::vector<std::string>;

BOOST_AUTO_TEST_SUITE(memory_worker)

// X-37 MW-04: nothing to do is no error, and changes nothing.
BOOST_AUTO_TEST_CASE(performing_without_work_is_false) {
  cadre::memory_worker worker;
  const auto perform = worker.perform();
  BOOST_TEST(!perform());
  BOOST_TEST(!perform());
  int runs = 0;
  worker.submit([&runs] { ++runs; });
  BOOST_TEST(perform());
  BOOST_TEST(runs == 1);
}

// X-35 MW-01 MW-02 MW-03: kept until asked for; then one at a time, the oldest first.
BOOST_AUTO_TEST_CASE(each_call_performs_the_oldest_task) {
  cadre::memory_worker worker;
  const auto perform = worker.perform();
  words order;
  worker.submit([&order] { order.emplace_back("first"); });
  worker.submit([&order] { order.emplace_back("second"); });
  BOOST_TEST(order.empty());
  BOOST_TEST(perform());
  BOOST_TEST(order == words{"first"}, boost::test_tools::per_element());
  BOOST_TEST(perform());
  BOOST_TEST(order == (words{"first", "second"}), boost::test_tools::per_element());
  BOOST_TEST(!perform());
}

// MW-01
BOOST_AUTO_TEST_CASE(performers_of_one_worker_do_the_same) {
  cadre::memory_worker worker;
  const auto one = worker.perform();
  const auto copy = one;  // NOLINT: the copy is the point
  const auto other = worker.perform();
  words order;
  for (const char* name : {"a", "b", "c"}) worker.submit([&order, name] { order.emplace_back(name); });
  BOOST_TEST((one() && copy() && other()));
  BOOST_TEST(!one());
  BOOST_TEST(order == (words{"a", "b", "c"}), boost::test_tools::per_element());
}

// X-36 MW-05 MW-06
BOOST_AUTO_TEST_CASE(after_quit_the_earlier_task_still_runs) {
  cadre::memory_worker worker;
  const auto perform = worker.perform();
  int runs = 0;
  worker.submit([&runs] { ++runs; });
  worker.quit();
  BOOST_CHECK_THROW(worker.quit(), cadre::already_quit);
  BOOST_CHECK_THROW(worker.submit([&runs] { runs += 10; }), cadre::already_quit);
  BOOST_TEST(perform());
  BOOST_TEST(runs == 1);
  for (int i = 0; i < 3; ++i) BOOST_TEST(!perform());
}

// MW-07 M-08: the failed task is gone, captures included, before the exception is seen.
BOOST_AUTO_TEST_CASE(an_exception_reaches_the_performer) {
  cadre::memory_worker worker;
  const auto perform = worker.perform();
  words order;
  worker.submit([end = probe([&order] { order.emplace_back("gone"); })] { throw deliberate("first"); });
  worker.submit([] { throw 7; });
  worker.submit([&order] { order.emplace_back("third"); });
  BOOST_CHECK_THROW(perform(), deliberate);
  BOOST_TEST(order == words{"gone"}, boost::test_tools::per_element());
  BOOST_CHECK_THROW(perform(), int);
  BOOST_TEST(perform());
  BOOST_TEST(order == (words{"gone", "third"}), boost::test_tools::per_element());
  BOOST_TEST(!perform());
}

// MW-08
BOOST_AUTO_TEST_CASE(work_from_inside_a_task_goes_behind_what_waits) {
  cadre::memory_worker worker;
  const auto perform = worker.perform();
  words order;
  worker.submit([&] {
    worker.submit([&order] { order.emplace_back("inner"); });
    order.emplace_back("outer");
  });
  worker.submit([&order] { order.emplace_back("next"); });
  while (perform()) {
  }
  BOOST_TEST(order == (words{"outer", "next", "inner"}), boost::test_tools::per_element());
}

// MW-10 W-07: one performer at a time makes it exclusive; the end of one task is seen by the next, on any thread.
BOOST_AUTO_TEST_CASE(performers_may_take_turns_on_several_threads) {
  cadre::memory_worker worker;
  int runs = 0;
  for (int i = 0; i < 4; ++i) worker.submit([&runs] { ++runs; });
  for (int i = 0; i < 4; ++i) std::thread([perform = worker.perform()] { perform(); }).join();
  BOOST_TEST(runs == 4);
}

// M-29
BOOST_AUTO_TEST_CASE(a_performer_outlives_its_worker) {
  auto worker = std::make_unique<cadre::memory_worker>();
  const auto perform = worker->perform();
  int runs = 0;
  worker->submit([&runs] { ++runs; });
  worker.reset();
  BOOST_TEST(perform());
  BOOST_TEST(runs == 1);
  BOOST_TEST(!perform());
}

BOOST_AUTO_TEST_CASE(what_nobody_can_perform_any_more_is_destroyed) {
  int destroyed = 0;
  auto worker = std::make_unique<cadre::memory_worker>();
  auto perform = worker->perform();
  worker->submit([end = probe([&destroyed] { ++destroyed; })] {});
  worker.reset();
  BOOST_TEST(destroyed == 0);
  perform = nullptr;
  BOOST_TEST(destroyed == 1);
}

// A task that destroys its worker: the performer still has what it needs.
BOOST_AUTO_TEST_CASE(a_task_may_destroy_the_worker) {
  auto worker = std::make_unique<cadre::memory_worker>();
  const auto perform = worker->perform();
  words order;
  worker->submit([&] {
    worker.reset();
    order.emplace_back("destroyer");
  });
  worker->submit([&order] { order.emplace_back("next"); });
  while (perform()) {
  }
  BOOST_TEST(order == (words{"destroyer", "next"}), boost::test_tools::per_element());
}

// M-26: user objects are never destroyed while the queue is locked; else this would wait for itself.
BOOST_AUTO_TEST_CASE(destructors_may_submit) {
  cadre::memory_worker worker;
  const auto perform = worker.perform();
  int runs = 0;
  worker.submit([end = probe([&] { worker.submit([&runs] { ++runs; }); })] {});
  BOOST_TEST(perform());
  BOOST_TEST(perform());
  BOOST_TEST(runs == 1);
}

// M-26: Refused work is destroyed on its way out; its destructor may try again.
BOOST_AUTO_TEST_CASE(destructors_of_refused_work_may_submit) {
  cadre::memory_worker worker;
  worker.quit();
  bool refused_again = false;
  BOOST_CHECK_THROW(worker.submit([end = probe([&] {
                                     try {
                                       worker.submit([] {});
                                     } catch (const cadre::already_quit&) {
                                       refused_again = true;
                                     }
                                   })] {}),
                    cadre::already_quit);
  BOOST_TEST(refused_again);
}

BOOST_AUTO_TEST_CASE(a_task_may_run_the_one_that_waits_behind_it) {
  cadre::memory_worker worker;
  const auto perform = worker.perform();
  words order;
  bool one = false;
  bool none = true;
  worker.submit([&] {
    order.emplace_back("outer begins");
    one = worker.try_executing_one();
    none = worker.try_executing_one();
    order.emplace_back("outer ends");
  });
  worker.submit([&order] { order.emplace_back("inner"); });
  BOOST_TEST(!worker.try_executing_one(), "this thread runs no task of the worker");
  BOOST_TEST(perform());
  BOOST_TEST(one);
  BOOST_TEST(!none);
  BOOST_TEST(order == (words{"outer begins", "inner", "outer ends"}), boost::test_tools::per_element());
  BOOST_TEST(!worker.try_executing_one());
}

// A worker without locks of its own may run the follow-up at once; at the latest it has run when the task is done.
BOOST_AUTO_TEST_CASE(a_follow_up_runs_with_the_task) {
  cadre::memory_worker worker;
  const auto perform = worker.perform();
  words order;
  worker.submit([&] { worker.after_release([&order] { order.emplace_back("follow-up"); }); });
  worker.submit([&order] { order.emplace_back("next"); });
  BOOST_TEST(perform());
  BOOST_TEST(order == words{"follow-up"}, boost::test_tools::per_element());
  BOOST_TEST(perform());
}

// What runs at once, fails at once: the task may catch it, and else it comes out like the task's own.
BOOST_AUTO_TEST_CASE(what_a_follow_up_throws_is_the_tasks) {
  cadre::memory_worker worker;
  const auto perform = worker.perform();
  worker.submit([&] { BOOST_CHECK_THROW(worker.after_release([] { throw deliberate("caught"); }), deliberate); });
  worker.submit([&] { worker.after_release([] { throw deliberate("not caught"); }); });
  BOOST_TEST(perform());
  BOOST_CHECK_THROW(perform(), deliberate);
  BOOST_TEST(!perform());
}

BOOST_AUTO_TEST_SUITE_END()
