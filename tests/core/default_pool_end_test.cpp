// default_pool_end_test.cpp - proves what cadre/loop_worker.hpp promises of the end of the pool that comes with a loop.

#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <boost/test/unit_test.hpp>
#include <cadre/call_in_thread.hpp>
#include <cadre/loop_worker.hpp>
#include <cstdlib>
#include <iostream>
#include <memory>
#include <optional>

#include "gate.hpp"
#include "loop_fixture.hpp"

using cadre::call_in_thread;
using cadre_test::gate;
using cadre_test::loop_surroundings;

namespace {

/// True once the loop's driver has seen stop().
bool stops(cadre::loop_worker& loop) {
  try {
    static_cast<void>(loop.default_pool());
    return false;
  } catch (const cadre::already_quit&) {
    return true;
  }
}

/// What `child` returned to the system in a process of its own; 100 and more: the signal that ended it.
template <class Child>
int in_child(Child child) {
  std::cout.flush();  // else the child prints it once more
  const pid_t process = fork();
  if (process == 0) {
    alarm(10);
    child();
    std::exit(0);
  }
  int status = 0;
  BOOST_REQUIRE(waitpid(process, &status, 0) == process);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 100 + WTERMSIG(status);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(default_pool_end)

// five of five.
BOOST_AUTO_TEST_CASE(jobs_that_wait_at_stop_are_run) {
  const loop_surroundings around;
  std::atomic<int> runs = 0;
  cadre::loop_worker loop(around.options());
  loop.suggest_pool_size(1);
  loop.submit([&] {
    for (int i = 0; i < 5; ++i) call_in_thread(loop, [&runs] { ++runs; });
    loop.stop();
  });
  loop.run();
  BOOST_TEST(runs == 5);
}

// R-18 R-23: while the pool ends its jobs, the loop still takes what they bring, at once, and from all of them.
BOOST_AUTO_TEST_CASE(what_jobs_bring_while_the_loop_stops_arrives) {
  const loop_surroundings around;
  int arrived = 0;
  std::atomic<int> stopping = 0;
  std::atomic<int> answers = 0;
  cadre::loop_worker loop(around.options());
  loop.suggest_pool_size(2);
  for (int i = 0; i < 6; ++i)
    call_in_thread(loop, [&] {
      if (cadre_test::eventually([&] { return stops(loop); })) ++stopping;
      gate answered;
      loop.submit([&] {
        ++arrived;
        answered.open();
      });
      if (answered.passed()) ++answers;
    });
  loop.stop();
  BOOST_TEST(loop.run() == 6U);
  BOOST_TEST(arrived == 6);
  BOOST_TEST(stopping == 6);
  BOOST_TEST(answers == 6);
}

// X-106 R-18: jobs may not bring new ones by then.
BOOST_AUTO_TEST_CASE(while_the_loop_stops_the_pool_refuses) {
  const loop_surroundings around;
  std::atomic<bool> refused = false;
  cadre::loop_worker loop(around.options());
  const std::shared_ptr<cadre::pool> shared = loop.share_default_pool();
  call_in_thread(loop, [&] {
    if (!cadre_test::eventually([&] { return stops(loop) && shared->closed(); })) return;
    try {
      shared->submit([] {});
    } catch (const cadre::already_quit&) {
      refused = true;
    }
  });
  loop.stop();
  loop.run();
  BOOST_TEST(refused);
}

// DEF-31 R-19: not a new one that is never started, but a clear answer.
BOOST_AUTO_TEST_CASE(afterwards_there_is_none) {
  const loop_surroundings around;
  cadre::loop_worker loop(around.options());
  loop.stop();
  loop.run();
  BOOST_CHECK_THROW(static_cast<void>(loop.default_pool()), cadre::already_quit);
  BOOST_CHECK_THROW(static_cast<void>(loop.share_default_pool()), cadre::already_quit);
  BOOST_CHECK_THROW(loop.suggest_pool_size(3), cadre::already_quit);
  BOOST_CHECK_THROW(call_in_thread(loop, [] {}), cadre::already_quit);
}

// X-94 X-95 X-96 R-17: made before the loop runs, while it runs, and when it is only told to stop.
BOOST_AUTO_TEST_CASE(the_pool_is_gone_when_the_loop_has_stopped) {
  for (const int when : {94, 95, 96}) {
    const loop_surroundings around;
    cadre::loop_worker loop(around.options());
    std::weak_ptr<cadre::pool> watched;
    const auto use = [&] {
      watched = loop.share_default_pool();
      call_in_thread(loop, [] {});
      BOOST_TEST(!watched.expired());
    };
    if (when != 95) use();
    if (when == 96) loop.stop();
    if (when != 96) loop.submit([&] { loop.stop(); });
    if (when == 95) loop.submit(use);
    loop.run();
    BOOST_TEST(watched.expired());
    BOOST_TEST(around.threads.handles() == 0U);
  }
}

// whoever shares it keeps a pool that has quit.
BOOST_AUTO_TEST_CASE(who_shares_the_pool_keeps_it) {
  const loop_surroundings around;
  std::optional<cadre::loop_worker> loop(std::in_place, around.options());
  const std::shared_ptr<cadre::pool> shared = loop->share_default_pool();
  loop->stop();
  loop->run();
  loop.reset();
  BOOST_TEST(shared->closed());
  BOOST_CHECK_THROW(shared->submit([] {}), cadre::already_quit);
}

// X-84 R-11: never driven, its jobs never run, and the process ends as if nothing were.
BOOST_AUTO_TEST_CASE(without_run_no_job_runs_and_the_process_ends) {
  const int status = in_child([] {
    static cadre::loop_worker loop;
    call_in_thread(loop, [] { _exit(1); });
    loop.submit([] { _exit(2); });
  });
  BOOST_TEST(status == 0);
}

// R-11 R-22: and each is reported.
BOOST_AUTO_TEST_CASE(jobs_of_a_loop_that_is_never_driven_are_dropped) {
  loop_surroundings around;
  int runs = 0;
  {
    cadre::loop_worker loop(around.options());
    for (int i = 0; i < 3; ++i) call_in_thread(loop, [&runs] { ++runs; });
  }
  BOOST_TEST(runs == 0);
  BOOST_TEST(around.threads.calls() == 0U);
  BOOST_TEST(around.errors.claim("task_dropped") == 3U);
}

BOOST_AUTO_TEST_SUITE_END()
