// lock_worker_faults_test.cpp - proves what cadre/lock_worker.hpp promises when tasks, locks or memory fail.

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cadre/lock_worker.hpp>
#include <memory>
#include <new>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "probe.hpp"
#include "recorded_errors.hpp"
#include "scarce_memory.hpp"
#include "strict_lock.hpp"

using cadre_test::deliberate;
using cadre_test::lock_journal;
using cadre_test::probe;
using cadre_test::strict_lock;
using cadre_test::texts;
using words = std::vector<std::string>;

namespace {

struct watched_worker {
  std::shared_ptr<lock_journal> journal = std::make_shared<lock_journal>();
  cadre_test::recorded_errors errors;
  cadre::lock_worker worker{std::make_shared<strict_lock>(journal), errors.sink()};
};

}  // namespace

BOOST_AUTO_TEST_SUITE(lock_worker_faults)

// LW-03
BOOST_AUTO_TEST_CASE(the_lock_is_free_after_an_exception) {
  watched_worker test;
  BOOST_CHECK_THROW(test.worker.submit([] { throw deliberate("task"); }), deliberate);
  BOOST_TEST(!test.journal->held);
  BOOST_CHECK_THROW(test.worker.submit([] { throw 7; }), int);
  BOOST_TEST(!test.journal->held);
  int runs = 0;
  test.worker.submit([&runs] { ++runs; });
  BOOST_TEST(runs == 1);
  BOOST_TEST(test.errors.unclaimed() == 0U);
}

// LW-07 DEF-05: the others run all the same; the outermost caller gets the first exception, the sink the rest.
BOOST_AUTO_TEST_CASE(an_exception_discards_no_other_task) {
  watched_worker test;
  words order;
  try {
    test.worker.submit([&] {
      test.worker.submit([&order] { order.emplace_back("second"); });
      test.worker.submit([] { throw deliberate("third"); });
      test.worker.submit([] { throw 4; });
      test.worker.submit([&order] { order.emplace_back(std::string("fifth")); });
      order.emplace_back("first");
      throw deliberate("first");
    });
  } catch (const deliberate& error) {
    order.emplace_back(error.what() + std::string(" caught"));
  }
  BOOST_TEST(order == (words{"first", "second", "fifth", "first caught"}), boost::test_tools::per_element());
  BOOST_TEST(test.errors.claim() == (texts{"deliberate third", "int 4"}), boost::test_tools::per_element());
  BOOST_TEST(!test.journal->held);
}

// DEF-05: the first exception counts, whoever threw it; a call inside a task never throws for another task.
BOOST_AUTO_TEST_CASE(the_first_exception_may_come_from_inside) {
  watched_worker test;
  std::string caught;
  bool inner_call_returned = false;
  try {
    test.worker.submit([&] {
      test.worker.submit([] { throw deliberate("inner"); });
      inner_call_returned = true;
    });
  } catch (const deliberate& error) {
    caught = error.what();
  }
  BOOST_TEST(caught == "inner");
  BOOST_TEST(inner_call_returned);
}

// DEF-21: errors for nobody are for the sink; one that throws spoils nothing.
BOOST_AUTO_TEST_CASE(a_sink_that_throws_stops_nothing) {
  int reported = 0;
  int runs = 0;
  cadre::lock_worker worker([&reported](const std::exception_ptr&) {
    ++reported;
    throw deliberate("sink");
  });
  const auto outer = [&] {
    worker.submit([] { throw deliberate("second"); });
    worker.submit([&runs] { ++runs; });
    throw deliberate("first");
  };
  BOOST_CHECK_EXCEPTION(worker.submit(outer), deliberate,
                        [](const deliberate& error) { return error.what() == std::string("first"); });
  BOOST_TEST(reported == 1);
  BOOST_TEST(runs == 1);
  worker.submit([&runs] { ++runs; });
  BOOST_TEST(runs == 2);
}

// Promise 5: what goes to the sink goes there when the lock is free.
BOOST_AUTO_TEST_CASE(the_sink_is_called_under_no_lock) {
  const auto journal = std::make_shared<lock_journal>();
  int open_calls = 0;
  int runs = 0;
  cadre::lock_worker* self = nullptr;
  cadre::lock_worker worker(std::make_shared<strict_lock>(journal), [&](const std::exception_ptr&) {
    if (!journal->held) ++open_calls;
    self->submit([&runs] { ++runs; });
  });
  self = &worker;
  const auto outer = [&] {
    worker.submit([] { throw deliberate("second"); });
    throw deliberate("first");
  };
  BOOST_CHECK_THROW(worker.submit(outer), deliberate);
  BOOST_TEST(open_calls == 1);
  BOOST_TEST(runs == 1);
}

// LW-13 DEF-04: a lock that cannot be taken leaves no trace, on this thread either.
BOOST_AUTO_TEST_CASE(a_failing_lock_has_no_effect) {
  watched_worker test;
  int runs = 0;
  int destroyed = 0;
  test.journal->before_lock = [] { throw deliberate("lock"); };
  BOOST_CHECK_THROW(test.worker.submit([&runs, end = probe([&destroyed] { ++destroyed; })] { ++runs; }), deliberate);
  BOOST_TEST(runs == 0);
  BOOST_TEST(destroyed == 1);
  BOOST_TEST(!test.worker.closed());
  BOOST_TEST(!test.worker.running_here());
  test.worker.submit([&runs] { ++runs; });
  BOOST_TEST(runs == 1);
  BOOST_TEST(!test.journal->held);
}

// LW-14 DEF-06: the moment between the last task and the end of the call.
BOOST_AUTO_TEST_CASE(work_from_the_locks_own_release_is_not_lost) {
  watched_worker test;
  words order;
  test.journal->after_unlock = [&] { test.worker.submit([&order] { order.emplace_back("from unlock"); }); };
  test.worker.submit([&order] { order.emplace_back("task"); });
  BOOST_TEST(order == (words{"task", "from unlock"}), boost::test_tools::per_element());
  BOOST_TEST(!test.journal->held);
}

// LW-14 DEF-06 M-26: the destructor of the last task submits.
BOOST_AUTO_TEST_CASE(work_from_a_tasks_destructor_is_not_lost) {
  watched_worker test;
  words order;
  test.worker.submit([&, end = probe([&] {
                           test.worker.submit([&order] { order.emplace_back("from destructor"); });
                         })] { order.emplace_back("task"); });
  BOOST_TEST(order == (words{"task", "from destructor"}), boost::test_tools::per_element());
  BOOST_TEST(test.journal->acquired >= 1);
  BOOST_TEST(!test.journal->held);
}

// Work that is refused for want of memory is refused to whoever submitted it; the outer task and the rest go on.
BOOST_AUTO_TEST_CASE(a_submit_from_inside_that_finds_no_memory_has_no_effect) {
  watched_worker test;
  int inner_runs = 0;
  int accepted = 0;
  int refused = 0;
  test.worker.submit([&] {
    for (int i = 0; i < 200; ++i) {
      const cadre_test::scarce_memory none(0, cadre_test::shortage::for_all);
      try {
        test.worker.submit([&inner_runs] { ++inner_runs; });
        ++accepted;
      } catch (const std::bad_alloc&) {
        ++refused;
      }
    }
    test.worker.submit([&inner_runs] { ++inner_runs; });
    ++accepted;
  });
  BOOST_TEST(refused > 0);
  BOOST_TEST(inner_runs == accepted);
  BOOST_TEST(!test.journal->held);
}

// LW-09 DEF-05: the outer task quits and throws; the tasks accepted before run all the same, and then the exception
// comes out.
BOOST_AUTO_TEST_CASE(quit_and_throw_in_one_task_loses_nothing) {
  watched_worker test;
  words order;
  const auto outer = [&] {
    test.worker.submit([&order] { order.emplace_back("accepted"); });
    test.worker.quit();
    throw deliberate("outer");
  };
  BOOST_CHECK_THROW(test.worker.submit(outer), deliberate);
  BOOST_TEST(order == words{"accepted"}, boost::test_tools::per_element());
  BOOST_TEST(!test.journal->held);
}

// DEF-05 DEF-37: no caller waits for a follow-up's error; and a task that throws has its follow-ups all the same.
BOOST_AUTO_TEST_CASE(what_a_follow_up_throws_goes_to_the_sink) {
  watched_worker test;
  words order;
  BOOST_CHECK_NO_THROW(test.worker.submit([&] {
    test.worker.after_release([] { throw deliberate("follow-up"); });
    test.worker.after_release([&order] { order.emplace_back("the next one"); });
  }));
  BOOST_TEST(test.errors.claim("deliberate follow-up") == 1U);
  BOOST_CHECK_THROW(test.worker.submit([&] {
    test.worker.after_release([&order] { order.emplace_back("after an error"); });
    throw deliberate("task");
  }),
                    deliberate);
  BOOST_TEST(order == (words{"the next one", "after an error"}), boost::test_tools::per_element());
  BOOST_TEST(test.errors.unclaimed() == 0U);
}

BOOST_AUTO_TEST_SUITE_END()
