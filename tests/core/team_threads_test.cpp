// team_threads_test.cpp - proves what cadre/team.hpp promises to several threads: a lock as the coordinator, threads as
// workers.

#include <pthread.h>

#include <atomic>
#include <boost/test/unit_test.hpp>
#include <cadre/lock_worker.hpp>
#include <cadre/team.hpp>
#include <cadre/thread_worker.hpp>
#include <functional>
#include <memory>
#include <thread>
#include <utility>
#include <vector>

#include "gate.hpp"
#include "recorded_errors.hpp"
#include "starters.hpp"

using cadre_test::deliberate;
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

// M-20 DEF-22: a task that ends its worker's thread has failed, and another worker serves what waits.
BOOST_AUTO_TEST_CASE(a_worker_whose_thread_is_ended_by_force_is_replaced) {
  gate go;
  threaded_team test(1);
  const open_at_end release(go);
  test.team.submit([&go] {
    if (go.passed()) pthread_exit(nullptr);
  });
  test.team.submit([] {});
  go.open();
  test.team.wait([](const cadre::team_statistics& now) { return now.failed == 1 && now.ran == 1; });
  test.team.quit();
  test.team.wait([](const cadre::team_statistics& now) { return now.workers() == 0; });
}

// DEF-22: a worker that fails to quit is gone for the team all the same.
BOOST_AUTO_TEST_CASE(what_the_quit_of_a_worker_throws_goes_to_the_sink) {
  struct unwilling final : cadre::worker {
    void submit(cadre::task work) override { work(); }
    void quit() override { throw deliberate("quit"); }
    [[nodiscard]] bool closed() const noexcept override { return false; }
  };
  cadre_test::recorded_errors errors;
  cadre::team team(
      std::make_unique<cadre::lock_worker>(), [] { return std::make_unique<unwilling>(); }, errors.sink());
  team.grow(1);
  team.shrink();
  BOOST_TEST(team.statistics().idle == 0U);
  BOOST_TEST(errors.claim("deliberate quit") == 1U);
}

// DEF-29 DEF-21: somebody has quit the coordinator behind the team's back. The books cannot be told any more, the sink
// can.
BOOST_AUTO_TEST_CASE(a_task_dropped_after_the_end_of_the_coordinator_is_reported) {
  struct keeper final : cadre::worker {
    explicit keeper(std::vector<cadre::task>& where) : kept(where) {}
    void submit(cadre::task work) override { kept.push_back(std::move(work)); }
    void quit() override { quitted = true; }
    [[nodiscard]] bool closed() const noexcept override { return quitted; }
    std::vector<cadre::task>& kept;
    bool quitted = false;
  };
  cadre_test::recorded_errors errors;
  std::vector<cadre::task> kept;
  auto coordinator = std::make_unique<cadre::lock_worker>();
  cadre::lock_worker& exposed = *coordinator;
  cadre::team team(
      std::move(coordinator), [&kept] { return std::make_unique<keeper>(kept); }, errors.sink());
  team.submit([] {});
  BOOST_REQUIRE(kept.size() == 1U);
  exposed.quit();
  kept.clear();
  BOOST_TEST(errors.claim("task_dropped") == 1U);
  BOOST_TEST(errors.claim().size() == 1U, "that the coordinator has quit");
}

BOOST_AUTO_TEST_SUITE_END()
