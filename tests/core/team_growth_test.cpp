// team_growth_test.cpp - proves what cadre/team.hpp promises of growing and shrinking.

#include <boost/test/unit_test.hpp>
#include <cadre/team.hpp>
#include <cstddef>
#include <string>
#include <vector>

#include "stepped_team.hpp"

using cadre_test::stepped_team;
using words = std::vector<std::string>;

BOOST_AUTO_TEST_SUITE(team_growth)

// X-42 T-20 T-25
BOOST_AUTO_TEST_CASE(grow_obtains_idle_workers) {
  stepped_team test;
  test.team->grow(5);
  BOOST_TEST(test.workers.empty());
  test.settle();
  BOOST_TEST(test.workers.size() == 5U);
  BOOST_TEST(test.now().idle == 5U);
  BOOST_TEST(test.now().starting == 0U);
}

// X-43 T-09 T-20: the source is not asked again after its first no.
BOOST_AUTO_TEST_CASE(grow_stops_at_the_first_worker_that_cannot_be_had) {
  stepped_team test;
  test.room = 3;
  test.team->grow(5);
  test.settle();
  BOOST_TEST(test.now().idle == 3U);
  BOOST_TEST(test.source_calls == 4U);
}

// T-21: here the maximum is the bound.
BOOST_AUTO_TEST_CASE(grow_keeps_to_the_maximum) {
  stepped_team test({0, 4});
  test.team->grow(10);
  test.settle();
  BOOST_TEST(test.now().idle == 4U);
  test.team->grow(1);
  test.settle();
  BOOST_TEST(test.now().idle == 4U);
  BOOST_TEST(test.source_calls == 4U);
}

// T-20: a new worker serves the backlog before it idles.
BOOST_AUTO_TEST_CASE(grown_workers_serve_the_backlog) {
  words order;
  stepped_team test;
  test.room = 0;
  for (const char* name : {"a", "b"}) test.submit([&order, name] { order.emplace_back(name); });
  BOOST_TEST(test.now().backlog == 2U);
  test.room = 3;
  test.team->grow(3);
  test.settle();
  BOOST_TEST(test.now().busy == 2U);
  BOOST_TEST(test.now().idle == 1U);
  BOOST_TEST(test.now().backlog == 0U);
}

// X-44 T-22
BOOST_AUTO_TEST_CASE(shrink_lets_idle_workers_go) {
  stepped_team test;
  test.team->grow(5);
  test.settle();
  test.team->shrink(3);
  test.settle();
  BOOST_TEST(test.now().idle == 2U);
  BOOST_TEST(test.present() == 2U);
}

// X-45 T-23 T-25
BOOST_AUTO_TEST_CASE(shrink_without_a_number_lets_all_go) {
  stepped_team test;
  test.team->grow(10);
  test.settle();
  test.team->shrink();
  BOOST_TEST(test.present() == 10U);
  test.settle();
  BOOST_TEST(test.present() == 0U);
  BOOST_TEST(test.now().idle == 0U);
}

// T-22 T-23
BOOST_AUTO_TEST_CASE(shrink_keeps_the_minimum) {
  stepped_team test({2, 10});
  test.team->grow(8);
  test.settle();
  test.team->shrink(100);
  test.settle();
  BOOST_TEST(test.present() == 2U);
  test.team->shrink();
  test.settle();
  BOOST_TEST(test.present() == 2U);
}

// X-52 T-24: busy workers finish first.
BOOST_AUTO_TEST_CASE(busy_workers_leave_after_their_task) {
  stepped_team test;
  test.occupy(10);
  test.team->shrink(7);
  test.settle();
  BOOST_TEST(test.now().busy == 10U);
  test.complete_all();
  BOOST_TEST(test.now().idle == 3U);
  BOOST_TEST(test.present() == 3U);
}

// T-22
BOOST_AUTO_TEST_CASE(idle_workers_leave_before_busy_ones) {
  stepped_team test;
  test.team->grow(4);
  test.settle();
  test.occupy(2);
  test.team->shrink(3);
  test.settle();
  BOOST_TEST(test.now().idle == 0U);
  BOOST_TEST(test.now().busy == 2U);
  test.complete_all();
  BOOST_TEST(test.present() == 1U);
}

// T-26
BOOST_AUTO_TEST_CASE(nothing_more_and_nothing_less_is_nothing) {
  stepped_team test;
  test.team->grow(0);
  test.team->shrink(0);
  test.settle();
  BOOST_TEST(test.source_calls == 0U);
  test.team->grow(3);
  test.settle();
  test.team->shrink(0);
  test.team->grow(0);
  test.settle();
  BOOST_TEST(test.present() == 3U);
}

// T-28 DEF-13: growing undoes earlier shrinking; nobody is born to leave.
BOOST_AUTO_TEST_CASE(grow_undoes_earlier_shrinking) {
  stepped_team test;
  test.occupy(10);
  test.team->shrink(7);
  test.team->grow(5);
  test.settle();
  BOOST_TEST(test.workers.size() == 10U);
  test.complete_all();
  BOOST_TEST(test.present() == 8U);
  BOOST_TEST(test.now().idle == 8U);
}

// DEF-15: nobody owes a worker that was never there.
BOOST_AUTO_TEST_CASE(shrinking_an_empty_team_owes_nothing) {
  stepped_team test;
  test.team->shrink(1);
  test.team->shrink();
  test.settle();
  test.submit([] {});
  BOOST_TEST(test.complete(0));
  BOOST_TEST(test.now().idle == 1U);
  test.team->shrink(5);
  test.settle();
  BOOST_TEST(test.present() == 0U);
  test.team->grow(3);
  test.settle();
  BOOST_TEST(test.present() == 3U);
}

// DEF-16: as long as something waits and the maximum allows one, one worker stays.
BOOST_AUTO_TEST_CASE(one_worker_stays_for_the_backlog) {
  int runs = 0;
  stepped_team test({0, 3});
  test.occupy(3);
  for (int i = 0; i < 2; ++i) test.submit([&runs] { ++runs; });
  test.team->shrink();
  test.settle();
  for (std::size_t i = 0; i < 3; ++i) BOOST_TEST(test.complete(i));
  BOOST_TEST(test.now().busy == 1U);
  test.finish();
  BOOST_TEST(runs == 2);
  BOOST_TEST(test.workers.size() == 3U);
  BOOST_TEST(test.present() == 0U);
}

BOOST_AUTO_TEST_SUITE_END()
