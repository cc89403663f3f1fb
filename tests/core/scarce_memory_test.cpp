// scarce_memory_test.cpp - what workers promise when memory is short: each allocation that a call makes is let fail in
// turn. A call either throws std::bad_alloc and has had no effect, or keeps its word (cadre/worker.hpp,
// cadre/team.hpp).

#include <atomic>
#include <boost/test/unit_test.hpp>
#include <cadre/team.hpp>
#include <cadre/worker.hpp>
#include <cstddef>
#include <new>
#include <tuple>
#include <utility>

#include "gate.hpp"
#include "probe.hpp"
#include "rigs.hpp"
#include "scarce_memory.hpp"
#include "stepped_team.hpp"

using cadre_test::coordination;
using cadre_test::probe;
using cadre_test::shortage;
using cadre_test::stepped_team;
using cadre_test::tally;

using all_kinds = std::tuple<cadre_test::memory_rig, cadre_test::lock_rig, cadre_test::thread_rig, cadre_test::team_rig,
                             cadre_test::pool_rig>;

namespace {

/// A submit to a team of one idle worker that may grow to two. True if an allocation was refused.
bool submit_to_team(std::size_t granted, shortage kind, coordination how) {
  bool refused = false;
  BOOST_TEST_CONTEXT(granted << " allocations granted" << (how == coordination::by_hand ? ", by hand" : "")) {
    int runs = 0;
    int gone = 0;
    bool accepted = true;
    stepped_team test({0, 2}, how);
    test.team->grow(1);
    test.settle();
    {
      auto work = [&runs, end = probe([&gone] { ++gone; })] { ++runs; };
      const cadre_test::scarce_memory little(granted, kind);
      try {
        test.team->submit(std::move(work));
      } catch (const std::bad_alloc&) {
        accepted = false;
      }
      refused = little.refused();
    }
    test.finish();
    // An accepted task may have to wait for the next occasion, which is here.
    test.submit([] {});
    test.finish();
    BOOST_TEST(runs == (accepted ? 1 : 0));
    BOOST_TEST(gone == 1);
    BOOST_TEST(test.now().accepted == (accepted ? 2U : 1U));
    static_cast<void>(test.errors.claim("bad_alloc"));
  }
  return refused;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(scarce_memory)

// D-05: the fixture itself. The operator is called by its name, since compilers may leave out a new-expression.
BOOST_AUTO_TEST_CASE(a_shortage_lets_the_granted_allocations_pass) {
  const auto granted = [] {
    try {
      ::operator delete(::operator new(1));
      return true;
    } catch (const std::bad_alloc&) {
      return false;
    }
  };
  for (const shortage kind : {shortage::for_one, shortage::for_all}) {
    bool first = false;
    bool second = true;
    bool third = false;
    bool refused = false;
    {
      const cadre_test::scarce_memory one(1, kind);
      first = granted();
      second = granted();
      third = granted();
      refused = one.refused();
    }
    BOOST_TEST(first);
    BOOST_TEST(!second);
    BOOST_TEST(third == (kind == shortage::for_one));
    BOOST_TEST(refused);
    BOOST_TEST(granted());
  }
}

// Promise 2 of the design: a submit that finds no memory is refused and has no effect; else the task runs once.
BOOST_AUTO_TEST_CASE_TEMPLATE(without_memory_a_task_is_refused_or_runs, rig, all_kinds) {
  std::size_t granted = 0;
  for (bool refused = true; refused; ++granted) {
    std::atomic<int> runs = 0;
    tally gone;
    bool promised = false;
    rig test;
    {
      auto work = [&runs, end = probe([&gone] { gone.add(); })] { ++runs; };
      const cadre_test::scarce_memory little(granted, cadre_test::shortage::for_one);
      try {
        promised = (test.subject().submit(std::move(work)), true);
      } catch (const std::bad_alloc&) {
        promised = false;
      }
      refused = little.refused();
    }
    BOOST_TEST(!test.subject().closed());
    BOOST_CHECK_NO_THROW(test.subject().submit([] {}));
    test.end();
    BOOST_REQUIRE(runs == (promised ? 1 : 0));
    BOOST_REQUIRE(gone.count() == 1U);
    BOOST_REQUIRE(granted < 1000U);
  }
}

// The same for quit, which has nothing to refuse: it is done, or it can be done later.
BOOST_AUTO_TEST_CASE_TEMPLATE(without_memory_quit_is_done_or_has_no_effect, rig, all_kinds) {
  std::size_t granted = 0;
  for (bool refused = true; refused; ++granted) {
    std::atomic<int> runs = 0;
    rig test;
    test.subject().submit([&runs] { ++runs; });
    {
      const cadre_test::scarce_memory little(granted, shortage::for_one);
      try {
        test.subject().quit();
      } catch (const std::bad_alloc&) {
        BOOST_REQUIRE(!test.subject().closed());
      }
      refused = little.refused();
    }
    test.end();
    BOOST_REQUIRE(runs == 1);
    BOOST_REQUIRE(granted < 1000U);
  }
}

// DEF-01: The same for teams that are stepped, where the books show what a call has left behind.
BOOST_AUTO_TEST_CASE(a_team_without_memory_keeps_its_books) {
  for (const shortage kind : {shortage::for_one, shortage::for_all})
    for (const coordination how : {coordination::by_hand, coordination::on_caller}) {
      std::size_t granted = 0;
      while (submit_to_team(granted, kind, how)) BOOST_REQUIRE(++granted < 1000U);
    }
}

// T-05: Promise 5: a task that uses up all memory stalls nobody; its end is put down all the same.
BOOST_AUTO_TEST_CASE(a_task_may_end_without_memory) {
  for (const std::size_t granted : {0U, 1U, 2U, 3U}) BOOST_TEST_CONTEXT(granted << " allocations granted") {
      int runs = 0;
      stepped_team test({0, 1}, coordination::on_caller);
      test.submit([&runs] { ++runs; });
      test.submit([&runs] { ++runs; });
      {
        const cadre_test::scarce_memory little(granted, shortage::for_one);
        BOOST_CHECK_NO_THROW(test.work(0));
      }
      test.finish();
      BOOST_TEST(runs == 2);
      static_cast<void>(test.errors.claim("bad_alloc"));
    }
}

BOOST_AUTO_TEST_SUITE_END()
