// serial_refusal_test.cpp - proves what cadre/serial_worker.hpp promises where the worker below refuses runs, destroys
// them, or loses a thread: each task runs, or is refused, or is dropped and reported.

#include <pthread.h>

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cadre/memory_worker.hpp>
#include <cadre/pool.hpp>
#include <cadre/serial_worker.hpp>
#include <cadre/thread_worker.hpp>
#include <cstddef>
#include <functional>
#include <new>
#include <string>
#include <utility>
#include <vector>

#include "gate.hpp"
#include "obedient_worker.hpp"
#include "pool_fixture.hpp"
#include "probe.hpp"
#include "recorded_errors.hpp"
#include "scarce_memory.hpp"
#include "starters.hpp"

using cadre_test::deliberate;
using cadre_test::gate;
using cadre_test::note;
using cadre_test::obedient_worker;
using cadre_test::probe;
using cadre_test::recorded_errors;
using cadre_test::tally;
using cadre_test::texts;
using answer = obedient_worker::answer;
using words = std::vector<std::string>;

BOOST_AUTO_TEST_SUITE(serial_refusal)

BOOST_AUTO_TEST_CASE(what_the_worker_below_throws_comes_out) {
  obedient_worker below;
  cadre::serial_worker strand(below);
  words order;
  int gone = 0;
  below.answers = {answer::refuse, answer::accept};
  BOOST_CHECK_EXCEPTION(strand.submit([&, end = probe([&gone] { ++gone; })] { order.emplace_back("refused"); }),
                        deliberate, [](const deliberate& e) { return e.what() == std::string("from below"); });
  BOOST_TEST(gone == 1);
  BOOST_TEST(!strand.closed());
  strand.submit(note(order, "next"));
  below.run_all();
  BOOST_TEST(order == words{"next"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(submits_that_overlap_the_answer_to_another) {
  constexpr std::size_t depth = 4;
  const std::vector<answer> all = {answer::accept, answer::refuse, answer::run, answer::drop};
  for (std::size_t code = 0; code < all.size() * all.size() * all.size() * all.size(); ++code) {
    recorded_errors errors;
    obedient_worker below;
    cadre::serial_worker strand(below, {.in_a_row = 1, .errors = errors.sink()});
    for (std::size_t i = 0, rest = code; i < depth; ++i, rest /= all.size())
      below.answers.push_back(all[rest % all.size()]);
    std::vector<int> ran(depth, 0);
    std::vector<int> gone(depth, 0);
    std::vector<int> refused(depth, 0);
    words starts;
    const std::function<void(std::size_t)> submit = [&](std::size_t who) {
      if (who == depth) return;
      below.before_answer = [&, who] { submit(who + 1); };
      try {
        strand.submit([&, who, end = probe([&gone, who] { ++gone[who]; })] {
          ++ran[who];
          starts.push_back(std::to_string(who));
        });
      } catch (const deliberate&) {
        ++refused[who];
        BOOST_TEST(gone[who] == 1);
      }
      // Whoever finds a run that is sure to come leaves the other calls to the next in line.
      if (auto left = std::exchange(below.before_answer, nullptr)) left();
    };
    submit(0);
    below.run_all();
    const auto dropped = static_cast<int>(errors.claim("task_dropped"));
    int ended = dropped;
    for (std::size_t who = 0; who < depth; ++who) {
      BOOST_TEST(ran[who] + refused[who] <= 1);
      BOOST_TEST(gone[who] == 1);
      ended += ran[who] + refused[who];
    }
    BOOST_REQUIRE_MESSAGE(ended == static_cast<int>(depth), "answers " << code);
    BOOST_TEST(std::ranges::is_sorted(starts));
    below.answers.clear();
    strand.submit([&] { starts.emplace_back("after"); });
    below.run_all();
    BOOST_REQUIRE_MESSAGE((!starts.empty() && starts.back() == "after"), "answers " << code);
  }
}

BOOST_AUTO_TEST_CASE(nobody_relies_on_a_run_that_is_refused_later) {
  obedient_worker below;
  cadre::serial_worker strand(below);
  words order;
  below.answers = {answer::refuse, answer::accept};
  below.before_answer = [&] { strand.submit(note(order, "b")); };
  BOOST_CHECK_NO_THROW(strand.submit(note(order, "a")));
  BOOST_TEST(below.submits == 2);
  below.run_all();
  BOOST_TEST(order == (words{"a", "b"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(each_of_several_is_told_of_its_refusal) {
  obedient_worker below;
  cadre::serial_worker strand(below);
  words order;
  below.answers = {answer::refuse, answer::refuse};
  below.before_answer = [&] { BOOST_CHECK_THROW(strand.submit(note(order, "b")), deliberate); };
  BOOST_CHECK_THROW(strand.submit(note(order, "a")), deliberate);
  strand.submit(note(order, "c"));
  below.run_all();
  BOOST_TEST(order == words{"c"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_task_that_another_run_took_was_accepted) {
  obedient_worker below;
  cadre::serial_worker strand(below);
  words order;
  below.answers = {answer::refuse, answer::run};
  below.before_answer = [&] { strand.submit(note(order, "b")); };
  BOOST_CHECK_NO_THROW(strand.submit(note(order, "a")));
  BOOST_TEST(order == (words{"a", "b"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_refused_next_run_stops_nothing) {
  obedient_worker below;
  cadre::serial_worker strand(below, {.in_a_row = 1});
  words order;
  for (const char* name : {"a", "b", "c"}) strand.submit(note(order, name));
  below.answers = {answer::refuse, answer::refuse};
  below.run_all();
  BOOST_TEST(order == (words{"a", "b", "c"}), boost::test_tools::per_element());
  BOOST_TEST(below.submits == 3);
}

BOOST_AUTO_TEST_CASE(without_memory_the_current_run_goes_on) {
  cadre::memory_worker below;
  const auto perform = below.perform();
  cadre::serial_worker strand(below, {.in_a_row = 1});
  int runs = 0;
  for (int i = 0; i < 3; ++i) strand.submit([&runs] { ++runs; });
  {
    const cadre_test::scarce_memory none(0, cadre_test::shortage::for_all);
    while (perform()) {
    }
  }
  BOOST_TEST(runs == 3);
}

BOOST_AUTO_TEST_CASE(without_memory_a_task_is_refused_or_runs) {
  std::size_t granted = 0;
  for (bool refused = true; refused; ++granted) {
    cadre::memory_worker below;
    const auto perform = below.perform();
    cadre::serial_worker strand(below);
    int runs = 0;
    bool promised = true;
    {
      const cadre_test::scarce_memory little(granted, cadre_test::shortage::for_one);
      try {
        strand.submit([&runs] { ++runs; });
      } catch (const std::bad_alloc&) {
        promised = false;
      }
      refused = little.refused();
    }
    strand.submit([&runs] { runs += 10; });
    while (perform()) {
    }
    BOOST_REQUIRE(runs == (promised ? 11 : 10));
    BOOST_REQUIRE(granted < 100U);
  }
}

BOOST_AUTO_TEST_CASE(dropped_tasks_are_reported) {
  recorded_errors errors;
  obedient_worker below(errors.sink());
  cadre::serial_worker strand(below);
  words order;
  for (const char* name : {"a", "b"})
    strand.submit([end = probe([&order, name] { order.push_back(name + std::string(" gone")); })] {});
  below.drop_all();
  BOOST_TEST(order == (words{"a gone", "b gone"}), boost::test_tools::per_element());
  BOOST_TEST(errors.claim() == (texts{"task_dropped", "task_dropped"}), boost::test_tools::per_element());
  strand.submit(note(order, "c"));
  below.run_all();
  BOOST_TEST(order.back() == "c");
}

BOOST_AUTO_TEST_CASE(the_destructor_of_a_dropped_task_may_submit) {
  recorded_errors errors;
  obedient_worker below(errors.sink());
  cadre::serial_worker strand(below);
  words order;
  strand.submit([&, end = probe([&] { strand.submit(note(order, "from destructor")); })] {});
  below.drop_all();
  below.run_all();
  BOOST_TEST(order == words{"from destructor"}, boost::test_tools::per_element());
  BOOST_TEST(errors.claim("task_dropped") == 1U);
}

BOOST_AUTO_TEST_CASE(a_pool_that_is_stopped_drops_them) {
  const cadre_test::surroundings around;
  recorded_errors errors;
  auto options = around.options({1, 1});
  options.errors = errors.sink();
  cadre_test::stall block;
  cadre::pool pool(std::move(options));
  const cadre_test::open_at_end release(block.go);
  cadre::serial_worker strand(pool);
  pool.submit(block.task());
  BOOST_REQUIRE(block.begun.reached(1));
  for (int i = 0; i < 3; ++i) strand.submit([] { throw deliberate("dropped tasks do not run"); });
  BOOST_TEST(pool.drop_backlog() == 1U);
  BOOST_TEST(errors.claim("task_dropped") == 4U, "the pool's task, and the three in it");
}

BOOST_AUTO_TEST_CASE(a_worker_below_that_has_quit_takes_no_more_tasks) {
  cadre::memory_worker below;
  const auto perform = below.perform();
  cadre::serial_worker strand(below);
  words order;
  strand.submit([&] {
    below.quit();
    BOOST_CHECK_THROW(strand.submit(note(order, "too late")), cadre::already_quit);
  });
  strand.submit(note(order, "accepted before"));
  while (perform()) {
  }
  BOOST_TEST(order == words{"accepted before"}, boost::test_tools::per_element());
  BOOST_TEST(!strand.closed(), "it has not quit itself");
}

BOOST_AUTO_TEST_CASE(a_lost_thread_does_not_take_the_rest_along) {
  tally ran;
  gate go;
  cadre::pool pool({.limits = {1, 1}});
  cadre::serial_worker strand(pool);
  strand.submit([&go] {
    static_cast<void>(go.passed());
    pthread_exit(nullptr);
  });
  for (int i = 0; i < 5; ++i) strand.submit([&ran] { ran.add(); });
  go.open();
  BOOST_TEST(ran.reached(5));
  strand.submit([&ran] { ran.add(); });
  BOOST_TEST(ran.reached(6));
  pool.wait_idle();
}

BOOST_AUTO_TEST_CASE(with_the_only_thread_lost_the_rest_is_dropped) {
  recorded_errors errors;
  gate go;
  int runs = 0;
  int gone = 0;
  cadre_test::posix_threads threads;
  cadre::thread_worker below(threads.starter(), errors.sink());
  cadre::serial_worker strand(below);
  strand.submit([&go] {
    static_cast<void>(go.passed());
    pthread_exit(nullptr);
  });
  for (int i = 0; i < 2; ++i) strand.submit([&, end = probe([&gone] { ++gone; })] { ++runs; });
  go.open();
  threads.join();
  BOOST_TEST(runs == 0);
  BOOST_TEST(gone == 2);
  BOOST_TEST(errors.claim("task_dropped") == 2U);
  BOOST_CHECK_THROW(strand.submit([] {}), cadre::already_quit);
}

BOOST_AUTO_TEST_SUITE_END()
