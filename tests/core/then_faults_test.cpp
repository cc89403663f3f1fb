// then_faults_test.cpp - proves what cadre/then.hpp promises when a worker has quit, drops what it has accepted, or
// when memory is short: no future of ours is left unfired. Boost's are.

#include <boost/test/unit_test.hpp>
#include <cadre/async.hpp>
#include <cadre/memory_worker.hpp>
#include <cadre/pool.hpp>
#include <cadre/then.hpp>
#include <cadre/thread_worker.hpp>
#include <cstddef>
#include <new>
#include <optional>
#include <utility>

#include "by_hand.hpp"
#include "fetched.hpp"
#include "pool_fixture.hpp"
#include "probe.hpp"
#include "scarce_memory.hpp"
#include "starters.hpp"

using cadre_test::by_hand;
using cadre_test::fetched;
using cadre_test::probe;
using cadre_test::scarce_memory;
using cadre_test::shortage;
using cadre_test::surroundings;
using cadre_test::texts;

namespace {

int one_more(boost::future<int> number) {
  return number.get() + 1;
}

boost::future<int> another(const boost::shared_future<int>& of) {
  return boost::future<int>(boost::shared_future<int>(of));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(then_faults)

// DEF-29 R-23
BOOST_AUTO_TEST_CASE(a_worker_that_has_quit_fails_what_comes_next) {
  surroundings around;
  by_hand first;
  cadre::pool pool(around.options({0, 1}));
  auto before = cadre::then(cadre::async(*first, [] { return 1; }), pool, one_more);
  auto twice = cadre::then(cadre::then(cadre::async(*first, [] { return 1; }), pool, one_more), *first, one_more);
  pool.quit();
  auto after = cadre::then(cadre::async(*first, [] { return 1; }), pool, one_more);
  auto at_once = cadre::then(boost::make_ready_future(1), pool, one_more);
  BOOST_TEST(fetched(std::move(at_once)) == "already_quit");
  while (first.perform()) {
  }
  BOOST_TEST(fetched(std::move(before)) == "already_quit");
  BOOST_TEST(fetched(std::move(after)) == "already_quit");
  BOOST_TEST(fetched(std::move(twice)) == "already_quit");
}

// DEF-29 R-22
BOOST_AUTO_TEST_CASE(a_dropped_task_fails_what_comes_next) {
  surroundings around;
  cadre::pool pool(around.options({0, 0}));
  by_hand second;
  auto dropped_first = cadre::then(cadre::async(pool, [] { return 1; }), *second, one_more);
  auto dropped_second = cadre::then(boost::make_ready_future(1), pool, one_more);
  pool.drop_backlog();
  BOOST_TEST(fetched(std::move(dropped_second)) == "task_dropped");
  BOOST_TEST(second.steps_once(), "it hears of the drop");
  BOOST_TEST(fetched(std::move(dropped_first)) == "task_dropped");
  auto gone_with_worker = cadre::then(boost::make_ready_future(1), *second, one_more);
  second.perform = nullptr;
  second.worker.reset();
  BOOST_TEST(fetched(std::move(gone_with_worker)) == "task_dropped");
  BOOST_TEST(around.errors.claim("task_dropped") == 2U);
}

// M-04 DEF-29: what the header warns of.
BOOST_AUTO_TEST_CASE(boost_leaves_its_own_futures_unfired) {
  surroundings around;
  cadre::pool pool(around.options({0, 0}));
  auto dropped = boost::async(pool, [] { return 1; });
  auto dropped_next = boost::make_ready_future(1).then(pool, one_more);
  BOOST_TEST(pool.drop_backlog() == 2U);
  BOOST_TEST(around.errors.claim("task_dropped") == 2U);
  boost::promise<int> given;
  auto refused_next = given.get_future().then(pool, one_more);
  pool.quit();
  BOOST_CHECK_THROW(boost::async(pool, [] { return 1; }), cadre::already_quit);
  BOOST_CHECK_THROW(given.set_value(1), cadre::already_quit);
  BOOST_TEST(pool.stop().complete());
  // Nothing is left that could make them ready.
  BOOST_TEST(!dropped.is_ready());
  BOOST_TEST(!dropped_next.is_ready());
  BOOST_TEST(!refused_next.is_ready());
}

BOOST_AUTO_TEST_CASE(every_allocation_of_a_call_may_fail) {
  for (const shortage kind : {shortage::for_one, shortage::for_all}) {
    bool refused = true;
    for (std::size_t granted = 0; refused; ++granted) BOOST_TEST_CONTEXT(granted << " allocations granted") {
        by_hand on;
        int gone = 0;
        bool thrown = false;
        boost::promise<int> given;
        auto before = given.get_future();
        auto function = [end = probe([&gone] { ++gone; })](boost::future<int> f) { return f.get(); };
        boost::future<int> answer;
        {
          const scarce_memory little(granted, kind);
          try {
            answer = cadre::then(std::move(before), *on, std::move(function));
          } catch (const std::bad_alloc&) {
            thrown = true;
          }
          refused = little.refused();
        }
        given.set_value(1);
        const bool accepted = on.perform();
        BOOST_TEST(gone == 1);
        BOOST_TEST(answer.valid() == !thrown);
        if (!thrown) BOOST_TEST(fetched(std::move(answer)) == (accepted ? "a value" : "bad_alloc"));
      }
  }
}

// DEF-29: the limit that the header states. The first future is kept, or what Boost forgets would count as a leak.
BOOST_AUTO_TEST_CASE(boost_needs_memory_for_what_comes_next) {
  static auto& first = *new boost::shared_future<int>;
  surroundings around;
  cadre_test::captured_bodies bodies;
  cadre::thread_worker on(bodies.starter(), around.errors.sink());
  first = cadre::async(on, [] { return 1; }).share();
  auto answer = cadre::then(another(first), on, one_more);
  on.quit();
  {
    const scarce_memory none(0, shortage::for_one);
    bodies.bodies[0]();
  }
  BOOST_TEST(first.get() == 1);
  BOOST_TEST(!answer.is_ready());
  BOOST_TEST(around.errors.claim() == texts{"bad_alloc"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()
