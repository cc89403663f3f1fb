// A test of a program that has only an installed Cadre: the kit is found, with and without Boost.Test.

#define BOOST_TEST_MODULE with_kit
#include <boost/test/unit_test.hpp>
#include <cadre/pool.hpp>
#include <cadre/testing/explorer.hpp>
#include <cadre/testing/leak_check.hpp>

namespace calls = cadre::testing::calls;

BOOST_FIXTURE_TEST_CASE(a_pool_leaves_nothing_behind, cadre::testing::leak_check) {
  int answer = 0;
  cadre::pool pool({.limits = {0, 2}, .errors = errors.sink(), .factory = threads.factory()});
  pool.submit(tracked([&answer] { answer = 42; }));
  pool.wait_idle();
  BOOST_TEST(answer == 42);
}

BOOST_AUTO_TEST_CASE(every_order_is_right) {
  const cadre::testing::scenario two{
      .name = "two callers", .limits = {0, 2}, .callers = {{calls::submit(), calls::quit()}, {calls::submit()}}};
  BOOST_TEST(!cadre::testing::explore(two).failure);
}
