// serial_worker_test.cpp - proves what cadre/serial_worker.hpp promises; what every exclusive worker promises is proven
// by the suites for all kinds. The worker below is moved by hand wherever possible. serial_refusal_test.cpp has one
// that refuses and drops, and tests/schedule goes through the orders of single steps.

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cadre/lock_worker.hpp>
#include <cadre/memory_worker.hpp>
#include <cadre/pool.hpp>
#include <cadre/serial_worker.hpp>
#include <cstddef>
#include <deque>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "obedient_worker.hpp"
#include "recorded_errors.hpp"
#include "strict_lock.hpp"

using cadre_test::deliberate;
using cadre_test::note;
using cadre_test::obedient_worker;
using cadre_test::recorded_errors;
using cadre_test::texts;
using answer = obedient_worker::answer;
using words = std::vector<std::string>;

BOOST_AUTO_TEST_SUITE(serial_worker)

BOOST_AUTO_TEST_CASE(one_run_takes_what_waits) {
  obedient_worker below;
  cadre::serial_worker strand(below);
  words order;
  BOOST_TEST(below.submits == 0);
  for (const char* name : {"a", "b", "c"}) strand.submit(note(order, name));
  BOOST_TEST(below.submits == 1);
  BOOST_TEST(order.empty());
  below.run_all();
  BOOST_TEST(order == (words{"a", "b", "c"}), boost::test_tools::per_element());
  strand.submit(note(order, "d"));
  BOOST_TEST(below.submits == 2);
  below.run_all();
  BOOST_TEST(order.back() == "d");
}

BOOST_AUTO_TEST_CASE(a_task_in_a_row_is_the_least) {
  obedient_worker below;
  BOOST_CHECK_THROW((cadre::serial_worker(below, {.in_a_row = 0})), std::invalid_argument);
}

BOOST_AUTO_TEST_CASE(it_gives_way_after_so_many_tasks) {
  obedient_worker below;
  cadre::serial_worker strand(below, {.in_a_row = 2});
  words order;
  for (const char* name : {"1", "2", "3", "4", "5"}) strand.submit(note(order, name));
  below.submit(note(order, "other"));
  below.run_all();
  BOOST_TEST(order == (words{"1", "2", "other", "3", "4", "5"}), boost::test_tools::per_element());
  BOOST_TEST(below.submits == 4);
}

BOOST_AUTO_TEST_CASE(errors_go_where_those_of_the_worker_below_go) {
  recorded_errors errors;
  recorded_errors own;
  obedient_worker below(errors.sink());
  cadre::serial_worker strand(below);
  cadre::serial_worker other(below, {.errors = own.sink()});
  int runs = 0;
  for (cadre::worker* each : {static_cast<cadre::worker*>(&strand), static_cast<cadre::worker*>(&other)}) {
    each->submit([] { throw deliberate("task"); });
    each->submit([&runs] { ++runs; });
  }
  below.run_all();
  BOOST_TEST(runs == 2);
  BOOST_TEST(errors.claim() == texts{"deliberate task"}, boost::test_tools::per_element());
  BOOST_TEST(own.claim() == texts{"deliberate task"}, boost::test_tools::per_element());
  cadre::report(strand.errors(), std::make_exception_ptr(deliberate("through errors()")));
  BOOST_TEST(errors.claim("deliberate through errors()") == 1U);
}

BOOST_AUTO_TEST_CASE(a_task_may_run_the_one_that_waits_behind_it) {
  obedient_worker below;
  cadre::serial_worker strand(below);
  words order;
  strand.submit([&] {
    order.emplace_back("outer begins");
    if (strand.try_executing_one()) order.emplace_back("one");
    if (!strand.try_executing_one()) order.emplace_back("none");
  });
  strand.submit(note(order, "inner"));
  BOOST_TEST(!strand.try_executing_one(), "this thread runs no task of it");
  below.run_all();
  BOOST_TEST(order == (words{"outer begins", "inner", "one", "none"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(runs_do_not_nest) {
  obedient_worker below;
  below.usual = answer::run;
  cadre::serial_worker strand(below, {.in_a_row = 1});
  int runs = 0;
  int inside = 0;
  bool nested = false;
  bool mistaken = false;
  constexpr int many = 100'000;
  strand.submit([&] {
    for (int i = 0; i < many; ++i)
      strand.submit([&] {
        nested = nested || inside++ > 0;
        ++runs;
        --inside;
      });
    below.before_answer = [&] { mistaken = strand.running_here() || strand.try_executing_one(); };
  });
  BOOST_TEST(runs == many);
  BOOST_TEST(!nested);
  BOOST_TEST(!mistaken);
  BOOST_TEST(below.submits == many + 1);
}

BOOST_AUTO_TEST_CASE(a_run_that_comes_back_is_not_lost) {
  obedient_worker below;
  cadre::serial_worker strand(below, {.in_a_row = 1});
  words order;
  strand.submit(note(order, "a"));
  strand.submit(note(order, "b"));
  below.after_answer = [&] {
    std::thread([&below] { below.run_one(); }).join();
    strand.submit(note(order, "c"));
    BOOST_TEST(below.run_one());
    BOOST_TEST(order == (words{"a", "b"}), boost::test_tools::per_element());
  };
  below.run_one();
  BOOST_TEST(order == (words{"a", "b", "c"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(over_a_lock_worker_tasks_run_at_once) {
  recorded_errors errors;
  cadre::lock_worker below(errors.sink());
  cadre::serial_worker strand(below, {.in_a_row = 1});
  words order;
  strand.submit([&] {
    for (const char* name : {"b", "c"}) strand.submit(note(order, name));
    below.submit([] { throw deliberate("of the lock_worker"); });
    order.emplace_back("a");
  });
  BOOST_TEST(order == (words{"a", "b", "c"}), boost::test_tools::per_element());
  BOOST_TEST(errors.claim() == texts{"deliberate of the lock_worker"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_follow_up_runs_when_the_worker_below_has_released) {
  const auto journal = std::make_shared<cadre_test::lock_journal>();
  cadre::lock_worker locked(std::make_shared<cadre_test::strict_lock>(journal));
  cadre::serial_worker over_lock(locked);
  words order;
  over_lock.submit([&] {
    over_lock.after_release([&] { order.emplace_back(journal->held ? "locked" : "released"); });
    order.emplace_back("task");
  });
  BOOST_TEST(order == (words{"task", "released"}), boost::test_tools::per_element());
  obedient_worker plain;
  cadre::serial_worker over_plain(plain);
  over_plain.submit([&] { over_plain.after_release(note(order, "at once")); });
  plain.run_all();
  BOOST_TEST(order.back() == "at once");
}

BOOST_AUTO_TEST_CASE(accepted_tasks_outlive_both_workers) {
  auto below = std::make_unique<cadre::memory_worker>();
  const auto perform = below->perform();
  auto strand = std::make_unique<cadre::serial_worker>(*below, cadre::serial_options{.in_a_row = 1});
  words order;
  for (const char* name : {"a", "b", "c"}) strand->submit(note(order, name));
  strand.reset();
  below.reset();
  BOOST_TEST(perform());
  BOOST_TEST(!perform());
  BOOST_TEST(order == (words{"a", "b", "c"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_task_may_destroy_the_worker) {
  obedient_worker below;
  auto strand = std::make_unique<cadre::serial_worker>(below, cadre::serial_options{.in_a_row = 1});
  words order;
  strand->submit([&] {
    strand.reset();
    order.emplace_back("destroyer");
  });
  strand->submit(note(order, "next"));
  below.run_all();
  BOOST_TEST(order == (words{"destroyer", "next"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_worker_may_be_destroyed_while_it_hands_over) {
  for (const answer said : {answer::accept, answer::refuse, answer::run}) {
    obedient_worker below;
    auto strand = std::make_unique<cadre::serial_worker>(below, cadre::serial_options{.in_a_row = 1});
    words order;
    for (const char* name : {"a", "b", "c"}) strand->submit(note(order, name));
    below.before_answer = [&] { strand.reset(); };
    below.answers = {said};
    below.run_all();
    BOOST_TEST(order == (words{"a", "b", "c"}), boost::test_tools::per_element());
  }
}

BOOST_AUTO_TEST_CASE(many_strands_share_a_pool) {
  constexpr std::size_t strands = 8;
  constexpr int each = 500;
  std::vector<std::vector<int>> unprotected(strands);
  {
    cadre::pool pool({.limits = {3, 3}});
    std::deque<cadre::serial_worker> all;
    for (std::size_t i = 0; i < strands; ++i) all.emplace_back(pool, cadre::serial_options{.in_a_row = 7});
    for (int i = 0; i < each; ++i)
      for (std::size_t s = 0; s < strands; ++s) all[s].submit([&mine = unprotected[s], i] { mine.push_back(i); });
  }
  for (const auto& one : unprotected) {
    BOOST_TEST(one.size() == static_cast<std::size_t>(each));
    BOOST_TEST(std::ranges::is_sorted(one));
  }
}

BOOST_AUTO_TEST_CASE(one_may_stand_on_another) {
  obedient_worker below;
  cadre::serial_worker first(below, {.in_a_row = 2});
  cadre::serial_worker second(first, {.in_a_row = 1});
  words order;
  for (const char* name : {"a", "b", "c"}) second.submit(note(order, name));
  first.submit(note(order, "of the first"));
  below.run_all();
  BOOST_TEST(order == (words{"a", "of the first", "b", "c"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()
