// notifier_end_test.cpp - proves what cadre/notifier.hpp promises of its beginning, its thread, and its end.

#include <pthread.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <boost/test/unit_test.hpp>
#include <cadre/lock_worker.hpp>
#include <cadre/memory_worker.hpp>
#include <cadre/notifier.hpp>
#include <cadre/pool.hpp>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "gate.hpp"
#include "notifier_fixture.hpp"
#include "pool_fixture.hpp"
#include "probe.hpp"

using cadre_test::deliberate;
using cadre_test::gate;
using cadre_test::losses;
using cadre_test::probe;
using cadre_test::recorded_errors;
using cadre_test::surroundings;
using words = std::vector<std::string>;

namespace {

/// What `child` returned in a forked process; 100 and more: the signal that ended it.
int in_child(const std::function<int()>& child) {
  const pid_t process = fork();
  if (process == 0) {
    alarm(10);
    _exit(child());
  }
  int status = 0;
  BOOST_REQUIRE(waitpid(process, &status, 0) == process);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 100 + WTERMSIG(status);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(notifier_end)

BOOST_AUTO_TEST_CASE(bad_arguments_are_refused) {
  cadre::memory_worker worker;
  BOOST_CHECK_THROW((cadre::notifier(worker, {.capacity = 0})), std::invalid_argument);
  BOOST_CHECK_THROW((cadre::notifier(worker, {.factory = nullptr})), std::invalid_argument);
  const auto fails = [](const std::function<void()>&, const std::string&) -> std::unique_ptr<cadre::joinable> {
    throw deliberate("factory");
  };
  BOOST_CHECK_THROW((cadre::notifier(worker, {.factory = fails})), deliberate);
  const auto none = [](const std::function<void()>&, const std::string&) { return std::unique_ptr<cadre::joinable>(); };
  BOOST_CHECK_THROW((cadre::notifier(worker, {.factory = none})), std::runtime_error);
  cadre::notifier door(worker);
  BOOST_CHECK_THROW(static_cast<void>(door.add(nullptr)), std::invalid_argument);
  BOOST_CHECK_THROW(static_cast<void>(door.add(std::function<void()>())), std::invalid_argument);
}

BOOST_AUTO_TEST_CASE(a_function_is_destroyed_with_the_last_task) {
  words order;
  cadre::memory_worker worker;
  const auto perform = worker.perform();
  {
    cadre::notifier door(worker);
    const auto watched = std::make_shared<probe>([&order] { order.emplace_back("gone"); });
    const cadre::notice run = door.add([&order, watched] { order.emplace_back("runs"); });
    BOOST_TEST(door.notify(run));
  }
  order.emplace_back("no notifier");
  while (perform()) {
  }
  BOOST_TEST(order == (words{"no notifier", "runs", "gone"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(the_thread_blocks_signals_and_passes_on_the_mask) {
  surroundings around;
  const auto blocked = [](int signal) {
    sigset_t now;
    pthread_sigmask(SIG_BLOCK, nullptr, &now);
    return sigismember(&now, signal) == 1;
  };
  std::atomic<int> right = 0;
  bool at_start = false;
  gate ran;
  {
    cadre::pool pool(around.options({0, 1}));
    cadre::notifier door(pool, {.factory = [&](std::function<void()> body, const std::string& name) {
                           return cadre::start_thread(
                               [&at_start, &blocked, body = std::move(body)] {
                                 at_start = blocked(SIGUSR1) && blocked(SIGTERM) && !blocked(SIGSEGV);
                                 body();
                               },
                               name);
                         }});
    const cadre::notice run = door.add([&] {
      if (!blocked(SIGUSR1) && !blocked(SIGTERM)) ++right;
      ran.open();
    });
    BOOST_TEST(door.notify(run));
    BOOST_TEST(ran.passed());
  }
  BOOST_TEST(at_start);
  BOOST_TEST(right == 1);
  BOOST_TEST(!blocked(SIGUSR1), "the maker's own mask is what it was");
}

BOOST_AUTO_TEST_CASE(the_thread_is_joined) {
  surroundings around;
  int runs = 0;
  cadre::lock_worker worker;
  for (int round = 0; round < 100; ++round) {
    cadre::notifier door(worker, {.factory = around.threads.factory(), .name = "door"});
    const cadre::notice run = door.add([&runs] { ++runs; });
    BOOST_TEST(door.notify(run));
  }
  BOOST_TEST(runs == 100);
  BOOST_TEST(around.threads.live() == 0U);
  BOOST_TEST(around.threads.handles() == 0U);
  BOOST_TEST(around.threads.names().front() == "door");
}

BOOST_AUTO_TEST_CASE(a_task_may_destroy_the_notifier) {
  surroundings around;
  words order;
  gate two_more;
  {
    cadre::lock_worker worker;
    std::optional<cadre::notifier> door;
    door.emplace(worker, cadre::notifier_options{.factory = around.threads.factory()});
    const cadre::notice ends = door->add([&] {
      static_cast<void>(two_more.passed());
      order.emplace_back("destroyer");
      door.reset();
    });
    const cadre::notice run = door->add([&order] { order.emplace_back("rest"); });
    for (const cadre::notice each : {ends, run, run}) BOOST_TEST(door->notify(each));
    two_more.open();
    BOOST_REQUIRE(around.threads.down_to(0));
  }
  BOOST_TEST(order == (words{"destroyer", "rest", "rest"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_thread_ended_by_force_ends_the_notifier) {
  losses seen;
  cadre::lock_worker worker;
  gate two_more;
  int runs = 0;
  cadre::testing::counted_threads threads;
  cadre::notifier door(worker, {.errors = seen.sink(), .factory = threads.factory()});
  const cadre::notice ends = door.add([&two_more] {
    static_cast<void>(two_more.passed());
    pthread_exit(nullptr);
  });
  const cadre::notice run = door.add([&runs] { ++runs; });
  for (const cadre::notice each : {ends, run, run}) BOOST_TEST(door.notify(each));
  two_more.open();
  BOOST_REQUIRE(threads.down_to(0));
  BOOST_TEST(seen.full == 2U);
  BOOST_TEST(!door.notify(run));
  BOOST_TEST(door.lost() == 3U);
  BOOST_TEST(runs == 0);
}

BOOST_AUTO_TEST_CASE(in_a_child_nothing_is_notified) {
  recorded_errors errors;
  cadre::memory_worker worker;
  {
    std::optional<cadre::notifier> door;
    door.emplace(worker, cadre::notifier_options{.errors = errors.sink()});
    const cadre::notice run = door->add([] {});
    BOOST_TEST(in_child([&] {
                 if (door->notify(run) || door->lost() != 1) return 1;
                 try {
                   static_cast<void>(door->add([] {}));
                   return 2;
                 } catch (const std::system_error& error) {
                   if (error.code() != std::errc::operation_not_permitted) return 3;
                 }
                 door.reset();
                 return 0;
               }) == 0);
    BOOST_TEST(door->lost() == 0U);
    BOOST_TEST(door->notify(run));
  }
  const auto perform = worker.perform();
  BOOST_TEST(perform());
}

BOOST_AUTO_TEST_SUITE_END()
