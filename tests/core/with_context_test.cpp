// with_context_test.cpp - proves what cadre/with_context.hpp promises, with workers of each kind below. Of errors:
// error_in_context_test.cpp.

#include <boost/test/unit_test.hpp>
#include <cadre/async.hpp>
#include <cadre/context.hpp>
#include <cadre/get.hpp>
#include <cadre/then.hpp>
#include <cadre/with_context.hpp>
#include <exception>
#include <memory>
#include <new>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "context_notes.hpp"
#include "gate.hpp"
#include "probe.hpp"
#include "recorded_errors.hpp"
#include "rigs.hpp"
#include "scarce_memory.hpp"
#include "starters.hpp"

using cadre::context;
using cadre_test::accepted;
using cadre_test::captured_bodies;
using cadre_test::deliberate;
using cadre_test::gate;
using cadre_test::notes;
using cadre_test::probe;
using cadre_test::quits;
using cadre_test::request;
using cadre_test::scarce_memory;
using cadre_test::seen;
using cadre_test::shortage;
using cadre_test::tally;
using cadre_test::user;
using words = std::vector<std::string>;

namespace {

const cadre::context_key<std::shared_ptr<probe>> watched;

/// Whose submitter has gone on before the task runs. (A lock_worker runs it at once.)
template <class Rig>
void submit_from_two_scopes(Rig& test, cadre::task work) {
  cadre::with_context carrying(test.subject());
  const context::scope outer(user, "ada");
  const context::scope inner(request, "r1");
  carrying.submit(std::move(work));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(with_context)

// DEF-36 L-81 X-13: all layers, however many; and the task has them when the submitter has left them.
BOOST_AUTO_TEST_CASE_TEMPLATE(a_task_has_its_submitters_whole_context, rig, cadre_test::all_kinds) {
  notes noted;
  rig test;
  submit_from_two_scopes(test, [&noted, end = probe([&noted] { noted.add("destroyed"); })] { noted.add("run"); });
  BOOST_TEST(seen() == "- -");
  test.drive();
  BOOST_TEST(noted.reached(2));
  test.end();
  BOOST_TEST(noted.all() == (words{"run: ada r1", "destroyed: ada r1"}), boost::test_tools::per_element());
}

// DEF-33: what a task has done when it is done, it hands on.
BOOST_AUTO_TEST_CASE_TEMPLATE(a_callback_has_the_context_of_its_task, rig, cadre_test::all_kinds) {
  notes noted;
  rig test;
  cadre::with_context carrying(test.subject());
  {
    const context::scope inside(user, "ada");
    carrying.submit([&] {
      const context::scope of_the_task(request, "r2");
      carrying.submit([&noted] { noted.add("callback"); });
    });
  }
  test.drive();
  BOOST_TEST(noted.reached(1));
  test.end();
  BOOST_TEST(noted.all() == words{"callback: ada r2"}, boost::test_tools::per_element());
}

// L-84: not even by one that fails, nor by one that forgets a scope.
BOOST_AUTO_TEST_CASE_TEMPLATE(nothing_is_left_for_the_next_task, rig, cadre_test::all_kinds) {
  notes noted;
  std::vector<std::unique_ptr<context::scope>> forgotten;
  rig test;
  const auto fails = [&] {
    forgotten.push_back(std::make_unique<context::scope>(user, "forgotten"));
    throw deliberate("task");
  };
  try {
    submit_from_two_scopes(test, fails);
  } catch (const deliberate&) {
    BOOST_TEST((std::is_same_v<rig, cadre_test::lock_rig>));
  }
  test.drive();
  test.subject().submit([&noted] { noted.add("next"); });
  test.drive();
  BOOST_TEST(noted.reached(1));
  test.end();
  BOOST_TEST(noted.all() == words{"next: - -"}, boost::test_tools::per_element());
  const context::scope around{context()};
  forgotten.clear();
}

BOOST_AUTO_TEST_CASE(an_empty_context_is_carried_too) {
  notes noted;
  cadre::memory_worker below;
  cadre::with_context carrying(below);
  const auto perform = below.perform();
  carrying.submit([&noted] { noted.add("carried"); });
  below.submit([&noted] { noted.add("plain"); });
  const context::scope of_the_driver(user, "driver");
  while (perform()) {
  }
  BOOST_TEST(noted.all() == (words{"carried: - -", "plain: driver -"}), boost::test_tools::per_element());
  BOOST_TEST(seen() == "driver -");
}

// M-01 L-92: the context goes at the end of the task, before the worker waits again.
BOOST_AUTO_TEST_CASE_TEMPLATE(a_context_is_let_go_with_its_task, rig, cadre_test::all_kinds) {
  gate gone;
  tally ran;
  rig test;
  cadre::with_context carrying(test.subject());
  {
    const context::scope inside(watched, std::make_shared<probe>([&gone] { gone.open(); }));
    carrying.submit([&ran] { ran.add(); });
  }
  test.drive();
  BOOST_TEST(gone.passed());
  BOOST_TEST(ran.count() == 1U);
  test.end();
}

// DEF-33 DEF-29: one that is dropped is destroyed in its context, which goes with it.
BOOST_AUTO_TEST_CASE(a_dropped_task_is_destroyed_in_its_context) {
  notes noted;
  int gone = 0;
  cadre::pool below({.limits = {0, 0}});
  cadre::with_context carrying(below);
  {
    const context::scope inside(
        context().with(user, "ada").with(watched, std::make_shared<probe>([&gone] { ++gone; })));
    carrying.submit([end = probe([&noted] { noted.add("dropped"); })] {});
  }
  BOOST_TEST(gone == 0);
  BOOST_TEST(below.drop_backlog() == 1U);
  BOOST_TEST(noted.all() == words{"dropped: ada -"}, boost::test_tools::per_element());
  BOOST_TEST(gone == 1);
}

// M-08 W-03: and before a refusal comes back.
BOOST_AUTO_TEST_CASE(a_refused_task_is_destroyed_in_its_context) {
  notes noted;
  cadre::memory_worker below;
  cadre::with_context carrying(below);
  const context::scope inside(user, "ada");
  below.quit();
  BOOST_TEST(!accepted(carrying, [end = probe([&noted] { noted.add("refused"); })] {}));
  BOOST_TEST(noted.all() == words{"refused: ada -"}, boost::test_tools::per_element());
}

// M-23: a submit needs memory now and then; the one that gets none is refused, and its task destroyed.
BOOST_AUTO_TEST_CASE(a_submit_without_memory_has_no_effect) {
  int promised = 0;
  int runs = 0;
  int gone = 0;
  cadre::memory_worker below;
  cadre::with_context carrying(below);
  const auto perform = below.perform();
  {
    const scarce_memory none(0, shortage::for_all);
    try {
      for (;; ++promised) carrying.submit([&runs, end = probe([&gone] { ++gone; })] { ++runs; });
    } catch (const std::bad_alloc&) {
    }
  }
  BOOST_TEST(gone == 1);
  while (perform()) {
  }
  BOOST_TEST(runs == promised);
  BOOST_TEST(gone == promised + 1);
}

// W-09: quit closes this way to the worker below; and a worker below that has quit closes this one.
BOOST_AUTO_TEST_CASE(quit_leaves_the_worker_below_alone) {
  cadre::memory_worker below;
  {
    cadre::with_context first(below);
    BOOST_TEST(quits(first));
    BOOST_TEST(first.closed());
    BOOST_TEST(!accepted(first, [] {}));
    const cadre::with_context another(below);
    BOOST_TEST(!another.closed());
  }
  BOOST_TEST(!below.closed());
  BOOST_TEST(accepted(below, [] {}));
  cadre::with_context last(below);
  BOOST_TEST(quits(below));
  BOOST_TEST(last.closed());
  BOOST_TEST(!accepted(last, [] {}));
  BOOST_TEST(!quits(last));
  BOOST_CHECK_NO_THROW(last.close());
}

// M-29: what came through here does not need it any more.
BOOST_AUTO_TEST_CASE(tasks_outlive_the_worker_that_they_came_through) {
  notes noted;
  cadre::memory_worker below;
  const auto perform = below.perform();
  {
    cadre::with_context carrying(below);
    const context::scope inside(user, "ada");
    carrying.submit([&noted] { noted.add("run"); });
  }
  BOOST_TEST(perform());
  BOOST_TEST(noted.all() == words{"run: ada -"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(the_worker_below_answers_for_it) {
  notes noted;
  words answers;
  captured_bodies threads;
  cadre::thread_worker below(threads.starter(), noted.sink());
  cadre::with_context carrying(below);
  below.submit([&] {
    answers.emplace_back(carrying.running_here() ? "here" : "elsewhere");
    answers.emplace_back(carrying.try_executing_one() ? "one" : "none");
    answers.emplace_back(carrying.try_executing_one() ? "one" : "none");
  });
  {
    const context::scope inside(user, "ada");
    carrying.submit([&] { answers.push_back(seen()); });
  }
  BOOST_TEST(!carrying.running_here());
  BOOST_TEST(!carrying.try_executing_one());
  below.quit();
  threads.bodies.front()();
  BOOST_TEST(answers == (words{"here", "ada -", "one", "none"}), boost::test_tools::per_element());
  cadre::report(carrying.errors(), std::make_exception_ptr(3));
  BOOST_TEST(noted.all() == words{"int 3: - -"}, boost::test_tools::per_element());
}

// DEF-33 M-04: what the future gets is made inside the context, and is no error_in_context; a continuation has the
// context of what it continues.
BOOST_AUTO_TEST_CASE(results_come_from_inside_the_context) {
  cadre::memory_worker below;
  cadre::with_context carrying(below);
  const auto perform = below.perform();
  boost::future<std::string> result;
  boost::future<void> failed;
  boost::future<std::string> next;
  {
    const context::scope inside(user, "ada");
    result = cadre::async(carrying, seen);
    failed = cadre::async(carrying, [] { throw deliberate("task"); });
    next = cadre::then(cadre::async(carrying, [] {}), carrying, [](boost::future<void> /*done*/) { return seen(); });
  }
  while (perform()) {
  }
  BOOST_TEST(cadre::get(std::move(result)) == "ada -");
  BOOST_CHECK_THROW(cadre::get(std::move(failed)), deliberate);
  BOOST_TEST(cadre::get(std::move(next)) == "ada -");
}

// Whoever waits inside a pool's task for another one of the pool is refused, whatever way the tasks took.
BOOST_AUTO_TEST_CASE(a_wait_that_would_never_end_is_seen_through_it) {
  cadre::pool below({.limits = {0, 1}});
  cadre::with_context carrying(below);
  boost::future<void> outcome = cadre::async(carrying, [&carrying] { cadre::get(cadre::async(carrying, [] {})); });
  BOOST_CHECK_THROW(cadre::get(std::move(outcome)), cadre::would_deadlock);
}

BOOST_AUTO_TEST_SUITE_END()
