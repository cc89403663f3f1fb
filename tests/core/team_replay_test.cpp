// team_replay_test.cpp - a team as a machine that is driven from a seed (D-03, D-07): many orders of steps, each of
// which can be had again, and what must hold after every one of them.

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cadre/team.hpp>
#include <cstdint>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "probe.hpp"
#include "recorded_errors.hpp"
#include "stepped_team.hpp"

using cadre_test::coordination;
using cadre_test::deliberate;
using cadre_test::probe;
using cadre_test::stepped_team;

namespace {

/// One run from one seed. What it did is in `history`.
class drive {
 public:
  drive(std::uint32_t seed, coordination how)
      : random_(seed), has_shortages_(seed % 2 == 0), test_({0, 1 + seed % 4}, how) {}

  void run(int steps) {
    for (int i = 0; i < steps; ++i) {
      act();
      if (pick(2) == 0) {
        test_.settle();
        check_settled();
      }
      note();
    }
    test_.room = stepped_team::any_number;
    test_.team->quit();
    test_.finish();
    note();
    BOOST_TEST(ended_ == submitted_, "each accepted task is destroyed once: " << ended_ << " of " << submitted_);
    const auto now = test_.now();
    BOOST_TEST(now.accepted == submitted_);
    BOOST_TEST(now.ran + now.failed == started_);
    BOOST_TEST(test_.errors.claim("task_dropped") == now.dropped);
    BOOST_TEST(test_.errors.claim("deliberate task") == now.failed);
    static_cast<void>(test_.errors.claim("already_quit"));
  }

  std::string history;

 private:
  std::size_t pick(std::size_t below) { return random_() % below; }

  void act() {
    switch (pick(12)) {
      case 0:
      case 1:
      case 2:
        return submit(pick(5) == 0);
      case 3:
      case 4:
      case 5:
        if (!test_.workers.empty()) test_.work(pick(test_.workers.size()));
        return;
      case 6:
        test_.step();
        return;
      case 7:
        return test_.team->grow(pick(3));
      case 8:
        return test_.team->shrink(pick(3));
      case 9: {
        const std::size_t min = pick(3);
        return test_.team->set_limits({min, min + pick(3)});
      }
      case 10:
        if (pick(4) == 0) static_cast<void>(test_.team->drop_backlog());
        return;
      default:
        return disturb();
    }
  }

  void submit(bool fails) {
    test_.team->submit([this, fails, end = probe([this] { ++ended_; })] {
      ++started_;
      if (fails) throw deliberate("task");
    });
    ++submitted_;
  }

  // Workers become scarce, or one is quit behind the team's back (T-61).
  void disturb() {
    if (test_.workers.empty()) return;
    if (has_shortages_ && pick(2) == 0) {
      was_scarce_ = true;
      test_.room = pick(2) == 0 ? pick(2) : stepped_team::any_number;
      return;
    }
    cadre::worker* victim = test_.workers[pick(test_.workers.size())]->alive;
    if (victim != nullptr) victim->close();
  }

  void check_settled() {
    const auto now = test_.now();
    BOOST_TEST(now.starting == 0U);
    BOOST_TEST(now.accepted == now.ran + now.failed + now.dropped + now.backlog + now.busy);
    BOOST_TEST((now.idle == 0 || now.backlog == 0), "nobody idles while a task waits");
    BOOST_TEST((now.idle == 0 || now.idle + now.busy <= now.limits.max), "nobody idles above the maximum");
    // Where a worker could not be had, a task may wait for the next occasion to ask for one.
    if (!was_scarce_ && now.limits.max > 0 && now.backlog > 0)
      BOOST_TEST(now.busy > 0U, "a task that may run is not left alone");
  }

  void note() {
    const auto now = test_.now();
    for (const std::uint64_t figure : {std::uint64_t{now.idle}, std::uint64_t{now.busy}, std::uint64_t{now.backlog},
                                       now.accepted, now.ran, now.failed, now.dropped})
      history += std::to_string(figure) + ' ';
    history += std::to_string(test_.workers.size()) + '\n';
  }

  std::mt19937 random_;
  std::uint64_t submitted_ = 0;
  std::uint64_t started_ = 0;
  std::uint64_t ended_ = 0;
  const bool has_shortages_;
  bool was_scarce_ = false;
  stepped_team test_;
};

std::string driven(std::uint32_t seed, coordination how) {
  drive one(seed, how);
  one.run(80);
  return one.history;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(team_replay)

// D-03 D-07: Promises 1 and 6 of the design; T-05 T-43 T-45 T-61 DEF-22 DEF-29.
BOOST_AUTO_TEST_CASE(every_order_of_steps_keeps_the_promises) {
  for (std::uint32_t seed = 0; seed < 300; ++seed)
    for (const coordination how : {coordination::by_hand, coordination::on_caller})
      BOOST_TEST_CONTEXT("seed " << seed << (how == coordination::by_hand ? " by hand" : " on caller"))
  static_cast<void>(driven(seed, how));
}

// D-03
BOOST_AUTO_TEST_CASE(the_same_seed_gives_the_same_history) {
  for (std::uint32_t seed = 0; seed < 20; ++seed) {
    const std::string once = driven(seed, coordination::by_hand);
    BOOST_TEST(once == driven(seed, coordination::by_hand));
    BOOST_TEST(!once.empty());
  }
}

BOOST_AUTO_TEST_SUITE_END()
