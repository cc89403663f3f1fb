// patience_test.cpp - proves how core/src/patience.hpp learns from waits. The pools themselves are the same with any
// patience; only their speed is not.

#include "patience.hpp"

#include <boost/test/unit_test.hpp>
#include <chrono>

using looking = cadre::patience;
using namespace std::chrono_literals;

namespace {

/// After one more wait of the kind.
looking::time::duration after(looking& one, bool met, looking::time::duration waited) {
  one.learn(met, waited);
  return one.limit();
}

/// One that looks as long as any does.
looking patient() {
  looking one;
  while (one.limit() < looking::longest) one.learn(true, 1us);
  return one;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(patience)

BOOST_AUTO_TEST_CASE(it_grows_while_looking_helps_and_has_an_end) {
  looking one;
  const auto before = one.limit();
  BOOST_TEST((after(one, true, 4us) == before * 2));
  for (int i = 0; i < 10; ++i) one.learn(true, 4us);
  BOOST_TEST((one.limit() == looking::longest));
}

BOOST_AUTO_TEST_CASE(it_shrinks_while_waits_are_long_and_has_an_end) {
  looking one;
  const auto before = one.limit();
  BOOST_TEST((after(one, false, 1ms) == before / 2));
  for (int i = 0; i < 10; ++i) one.learn(false, 1ms);
  BOOST_TEST((one.limit() == looking::shortest));
}

// The sleep took most of the time: a longer look would have met it.
BOOST_AUTO_TEST_CASE(it_grows_after_a_short_wait_that_ended_asleep) {
  looking one;
  const auto before = one.limit();
  BOOST_TEST((after(one, false, 40us) == before * 2));
}

// Else two threads on one processor would wait for each other's looking.
BOOST_AUTO_TEST_CASE(it_rests_when_looking_long_did_not_help) {
  looking one = patient();
  BOOST_TEST((after(one, false, 50us) == looking::shortest));
  for (int i = 0; i < looking::rest; ++i) BOOST_REQUIRE((after(one, false, 20us) == looking::shortest));
  BOOST_TEST((after(one, false, 20us) == looking::shortest * 2));
}

BOOST_AUTO_TEST_CASE(it_does_not_look_when_there_is_nothing_to_wait_for) {
  looking one;
  const auto before = one.limit();
  for (int i = 0; i < 10; ++i) one.look([] { return true; });
  BOOST_TEST((one.limit() == before));
}

BOOST_AUTO_TEST_CASE(it_gives_up_after_its_time) {
  looking one = patient();
  const auto start = looking::time::now();
  one.look([] { return false; });
  BOOST_TEST((looking::time::now() - start >= looking::longest));
}

BOOST_AUTO_TEST_CASE(it_learns_from_what_it_met) {
  looking one;
  const auto before = one.limit();
  int asked = 0;
  one.look([&] { return ++asked == 3; });
  BOOST_TEST((one.limit() == before * 2));
}

BOOST_AUTO_TEST_SUITE_END()
