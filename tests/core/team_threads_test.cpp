// team_threads_test.cpp - proves what cadre/team.hpp promises to several threads: a lock as the coordinator, threads as
// workers.

#include <atomic>
#include <boost/test/unit_test.hpp>
#include <cadre/lock_worker.hpp>
#include <cadre/team.hpp>
#include <cadre/thread_worker.hpp>
#include <functional>
#include <memory>
#include <thread>
#include <utility>

#include "gate.hpp"
#include "recorded_errors.hpp"
#include "starters.hpp"

using cadre_test::gate;
using cadre_test::open_at_end;

namespace {

struct threaded_team {
  explicit threaded_team(
      std::size_t count, std::function<void()> on_source = [] {})
      : team(std::make_unique<cadre::lock_worker>(),
             [this, first = std::move(on_source)] {
               first();
               return std::make_unique<cadre::thread_worker>(threads.starter(), errors.sink());
             },
             errors.sink(), {0, count}) {}

  cadre_test::recorded_errors errors;
  cadre_test::real_threads threads;
  cadre::team team;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(team_threads)

// T-30 DEF-12: one moment, whoever works meanwhile.
BOOST_AUTO_TEST_CASE(figures_belong_to_one_moment) {
  std::atomic<int> torn = 0;
  threaded_team test(2);
  test.team.grow(2);
  cadre_test::at_once(3, [&](int who) {
    for (int i = 0; i < 3000; ++i) {
      if (who == 0) {
        test.team.submit([] {});
        continue;
      }
      const auto now = test.team.statistics();
      if (now.idle + now.busy != 2) ++torn;
      if (now.accepted != now.ran + now.failed + now.dropped + now.backlog + now.busy) ++torn;
    }
  });
  test.team.quit();
  test.team.wait([](const cadre::team_statistics& now) { return now.ran == 3000; });
  BOOST_TEST(torn == 0);
}

// DEF-37: while one worker is slow to come, the others work, and anybody may use the team.
BOOST_AUTO_TEST_CASE(a_slow_source_stalls_nobody) {
  gate entered;
  gate go;
  gate ran;
  std::atomic<int> calls = 0;
  std::atomic<bool> waited_in_vain = false;
  threaded_team test(2, [&] {
    if (++calls < 2) return;
    entered.open();
    waited_in_vain = !go.passed();
  });
  const open_at_end release(go);
  test.team.grow(1);
  std::thread slow([&] { test.team.grow(1); });
  BOOST_TEST(entered.passed());
  std::thread other([&] { test.team.submit([&ran] { ran.open(); }); });
  BOOST_TEST(ran.passed());
  BOOST_TEST(!go.passed_by_now());
  go.open();
  slow.join();
  other.join();
  BOOST_TEST(!waited_in_vain);
  test.team.quit();
}

BOOST_AUTO_TEST_SUITE_END()
