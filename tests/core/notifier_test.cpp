// notifier_test.cpp - proves what cadre/notifier.hpp promises of notices, signal by signal. notifier_end_test.cpp has
// the thread and its end, and notifier_storm_test.cpp many signals.

#include <signal.h>

#include <array>
#include <atomic>
#include <boost/test/unit_test.hpp>
#include <cadre/lock_worker.hpp>
#include <cadre/memory_worker.hpp>
#include <cadre/notifier.hpp>
#include <cadre/pool.hpp>
#include <cerrno>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "gate.hpp"
#include "notifier_fixture.hpp"
#include "pool_fixture.hpp"
#include "probe.hpp"
#include "scarce_memory.hpp"
#include "starters.hpp"
#include "strict_lock.hpp"

using cadre_test::deliberate;
using cadre_test::held_worker;
using cadre_test::losses;
using cadre_test::probe;
using cadre_test::recorded_errors;
using cadre_test::surroundings;
using cadre_test::tally;
using cadre_test::texts;
using words = std::vector<std::string>;

namespace {

std::string lost_text() {
  return std::string("exception ") + cadre::notices_lost(0, nullptr).what();
}

/// What the handler of SIGUSR1 does, while it lives.
class on_signal {
 public:
  explicit on_signal(std::function<void()> what) {
    current() = std::move(what);
    struct sigaction ours {};
    ours.sa_handler = [](int) { current()(); };
    sigaction(SIGUSR1, &ours, &before_);
  }
  ~on_signal() { sigaction(SIGUSR1, &before_, nullptr); }
  on_signal(const on_signal&) = delete;
  on_signal& operator=(const on_signal&) = delete;

 private:
  static std::function<void()>& current() {
    static std::function<void()> what;
    return what;
  }
  struct sigaction before_ {};
};

}  // namespace

BOOST_AUTO_TEST_SUITE(notifier)

BOOST_AUTO_TEST_CASE(notices_are_submitted_in_order) {
  words order;
  cadre::memory_worker worker;
  {
    cadre::notifier door(worker);
    const cadre::notice a = door.add([&order] { order.emplace_back("a"); });
    const cadre::notice b = door.add([&order] { order.emplace_back("b"); });
    for (const cadre::notice each : {b, a, a, b}) BOOST_TEST(door.notify(each));
    BOOST_TEST(door.lost() == 0U);
  }
  BOOST_TEST(order.empty());
  const auto perform = worker.perform();
  while (perform()) {
  }
  BOOST_TEST(order == (words{"b", "a", "a", "b"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(one_notice_wakes_the_thread) {
  surroundings around;
  tally ran;
  cadre::pool pool(around.options({0, 2}));
  cadre::notifier door(pool);
  const cadre::notice run = door.add([&ran] { ran.add(); });
  for (std::size_t i = 1; i <= 100; ++i) {
    BOOST_REQUIRE(door.notify(run));
    BOOST_REQUIRE(ran.reached(i));
  }
}

BOOST_AUTO_TEST_CASE(a_handler_may_interrupt_a_submit) {
  words order;
  const auto journal = std::make_shared<cadre_test::lock_journal>();
  cadre::lock_worker worker(std::make_shared<cadre_test::strict_lock>(journal));
  cadre::memory_worker other;
  {
    cadre::notifier door(other);
    const cadre::notice run = door.add([&order] { order.emplace_back("notice"); });
    bool notified = false;
    const on_signal handler([&] { notified = door.notify(run); });
    worker.submit([&] {
      BOOST_TEST(journal->held);
      raise(SIGUSR1);
      order.emplace_back("submit");
    });
    BOOST_TEST(notified);
  }
  const auto perform = other.perform();
  while (perform()) {
  }
  BOOST_TEST(order == (words{"submit", "notice"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_destructor_inside_of_submit_may_notify) {
  tally ran;
  surroundings around;
  cadre::pool pool(around.options({1, 1}));
  cadre::notifier door(pool);
  const cadre::notice run = door.add([&ran] { ran.add(); });
  pool.submit([end = probe([&] { door.notify(run); })] {});
  BOOST_TEST(ran.reached(1));
  cadre::memory_worker closed;
  closed.quit();
  BOOST_CHECK_THROW(closed.submit([end = probe([&] { door.notify(run); })] {}), cadre::already_quit);
  BOOST_TEST(ran.reached(2));
}

BOOST_AUTO_TEST_CASE(notify_allocates_nothing_and_keeps_errno) {
  cadre::memory_worker worker;
  cadre::notifier door(worker, {.capacity = 2});
  const cadre::notice run = door.add([] {});
  std::size_t allocations = 1;
  const on_signal handler([&] {
    allocations = cadre_test::allocations_of([&] {
      for (int i = 0; i < 5; ++i) door.notify(run);
      door.notify(cadre::notice());
    });
  });
  errno = 4711;
  raise(SIGUSR1);
  BOOST_TEST(errno == 4711);
  BOOST_TEST(allocations == 0U);
}

BOOST_AUTO_TEST_CASE(a_full_ring_is_reported) {
  losses seen;
  held_worker worker;
  std::atomic<int> runs = 0;
  {
    cadre::notifier door(worker, {.capacity = 3, .errors = seen.sink()});
    const cadre_test::open_at_end release(worker.go);
    const cadre::notice run = door.add([&runs] { ++runs; });
    BOOST_TEST(door.notify(run));
    BOOST_REQUIRE(worker.asked.reached(1));  // that one has left the ring
    for (int i = 0; i < 3; ++i) BOOST_TEST(door.notify(run));
    for (int i = 0; i < 5; ++i) BOOST_TEST(!door.notify(run));
    BOOST_TEST(door.lost() == 5U);
    worker.go.open();
    BOOST_TEST(seen.reports.reached(1));
    BOOST_TEST(seen.full == 5U);
  }
  BOOST_TEST(runs == 4);
  BOOST_TEST(seen.full == 5U);
  BOOST_TEST(seen.reports.count() == 1U);
  BOOST_TEST(seen.refused == 0U);
}

BOOST_AUTO_TEST_CASE(a_refusal_is_reported) {
  losses seen;
  held_worker worker;
  worker.refusing = true;
  int runs = 0;
  {
    cadre::notifier door(worker, {.errors = seen.sink()});
    const cadre_test::open_at_end release(worker.go);
    const cadre::notice run = door.add([&runs] { ++runs; });
    BOOST_TEST(door.notify(run));
    BOOST_REQUIRE(worker.asked.reached(1));
    for (int i = 0; i < 2; ++i) BOOST_TEST(door.notify(run));
    worker.go.open();
    BOOST_REQUIRE(worker.asked.reached(3));
    BOOST_REQUIRE(seen.reports.reached(1));
    worker.refusing = false;
    BOOST_TEST(door.notify(run));
    BOOST_TEST(door.lost() == 0U);
  }
  BOOST_TEST(runs == 1);
  BOOST_TEST(seen.refused == 3U);
  BOOST_TEST(seen.full == 0U);
}

BOOST_AUTO_TEST_CASE(a_worker_that_has_quit_refuses) {
  recorded_errors errors;
  cadre::memory_worker worker;
  worker.quit();
  {
    cadre::notifier door(worker, {.errors = errors.sink()});
    const cadre::notice run = door.add([] {});
    BOOST_TEST(door.notify(run));
  }
  BOOST_TEST(errors.claim() == texts{lost_text()}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(errors_of_tasks_are_reported_as_they_are) {
  recorded_errors errors;
  cadre::lock_worker worker;
  int runs = 0;
  {
    cadre::notifier door(worker, {.errors = errors.sink()});
    const cadre::notice fails = door.add([] { throw deliberate("task"); });
    const cadre::notice run = door.add([&runs] { ++runs; });
    for (const cadre::notice each : {fails, run}) BOOST_TEST(door.notify(each));
  }
  BOOST_TEST(runs == 1);
  BOOST_TEST(errors.claim() == texts{"deliberate task"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_sink_that_throws_does_no_harm) {
  held_worker worker;
  worker.refusing = true;
  worker.go.open();
  cadre::notifier door(worker, {.errors = [](const std::exception_ptr&) { throw deliberate("sink"); }});
  const cadre::notice run = door.add([] {});
  for (int i = 0; i < 3; ++i) BOOST_TEST(door.notify(run));
  BOOST_TEST(worker.asked.reached(3));
}

BOOST_AUTO_TEST_CASE(notices_of_others_are_refused) {
  losses seen;
  cadre::memory_worker worker;
  {
    cadre::notifier door(worker, {.errors = seen.sink()});
    cadre::notifier other(worker);
    BOOST_TEST(!door.notify(cadre::notice()));
    BOOST_TEST(!door.notify(other.add([] {})));
    BOOST_TEST(door.lost() == 2U);
    BOOST_TEST(other.lost() == 0U);
  }
  BOOST_TEST(seen.full == 2U);
}

BOOST_AUTO_TEST_CASE(any_thread_may_notify) {
  constexpr int each = 500;
  std::array<int, 3> runs{};
  std::atomic<std::uint64_t> promised = 0;
  std::uint64_t lost = 0;
  {
    cadre::lock_worker worker;
    cadre::notifier door(worker, {.capacity = 16});
    std::array<cadre::notice, 3> notices;
    for (std::size_t i = 0; i < 3; ++i) notices[i] = door.add([&mine = runs[i]] { ++mine; });
    cadre_test::at_once(3, [&](int who) {
      for (int i = 0; i < each; ++i)
        if (door.notify(notices[static_cast<std::size_t>(who)])) ++promised;
    });
    lost = door.lost();
  }
  BOOST_TEST(static_cast<std::uint64_t>(runs[0] + runs[1] + runs[2]) == promised);
  BOOST_TEST(promised + lost == 3U * each);
}

BOOST_AUTO_TEST_SUITE_END()
