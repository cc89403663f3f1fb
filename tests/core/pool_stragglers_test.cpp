// pool_stragglers_test.cpp - proves what cadre/pool.hpp and cadre/stop_report.hpp promise of threads that a stop leaves
// behind. Deadlines are those of a clock that stands still until the test moves it.

#include <boost/test/unit_test.hpp>
#include <cadre/pool.hpp>
#include <functional>
#include <optional>
#include <string>
#include <thread>
#include <utility>

#include "gate.hpp"
#include "pool_fixture.hpp"

using cadre::stopping;
using cadre_test::gate;
using cadre_test::open_at_end;
using cadre_test::stall;
using cadre_test::surroundings;
using cadre_test::timed;
using namespace std::chrono_literals;

namespace {

/// A thread of a program's own kind, that says when its handle is destroyed; what is joinable then is let go.
class own_thread final : public cadre::joinable {
 public:
  own_thread(std::function<void()> body, gate& unjoined) : thread_(std::move(body)), unjoined_(unjoined) {}
  ~own_thread() override {
    if (!thread_.joinable()) return;
    thread_.detach();
    unjoined_.open();
  }
  void join() override { thread_.join(); }

 private:
  std::thread thread_;
  gate& unjoined_;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(pool_stragglers)

// DEF-28 DEF-29: it comes back at its deadline, and says who has not. Those end harmlessly later.
BOOST_AUTO_TEST_CASE(a_deadline_leaves_stragglers_behind) {
  timed around;
  stall block;
  gate stopped;
  std::optional<cadre::pool> pool(around.options({0, 2}));
  const open_at_end release(block.go);
  pool->submit(block.task());
  BOOST_REQUIRE(block.begun.reached(1));
  around.time->advance(7s);
  pool->submit(block.task());
  BOOST_REQUIRE(block.begun.reached(2));
  pool->submit([] {});
  cadre::stop_report report;
  std::thread stopper([&] {
    report = pool->stop(stopping::drain, 3s);
    stopped.open();
  });
  around.pass(3s, stopped);
  stopper.join();
  BOOST_TEST(report.dropped == 1U);
  BOOST_REQUIRE(report.still_running.size() == 2U);
  BOOST_TEST(report.still_running[0].thread == "pool/1");
  BOOST_TEST((report.still_running[0].age >= 10s));
  BOOST_TEST(report.still_running[1].thread == "pool/2");
  BOOST_TEST((report.still_running[1].age >= 3s));
  BOOST_TEST((report.still_running[1].age < report.still_running[0].age));
  BOOST_TEST(around.errors.claim("task_dropped") == 1U);
  pool.reset();  // does not wait for them
  BOOST_TEST(around.threads.live() == 2U);
  block.go.open();
  BOOST_TEST(around.threads.down_to(0));
}

BOOST_AUTO_TEST_CASE(a_straggler_is_not_joined) {
  const surroundings around;
  stall block;
  gate unjoined;
  auto options = around.options({0, 1});
  options.factory = [&unjoined](std::function<void()> body, const std::string&) {
    return std::make_unique<own_thread>(std::move(body), unjoined);
  };
  {
    cadre::pool pool(std::move(options));
    const open_at_end release(block.go);
    pool.submit(block.task());
    BOOST_REQUIRE(block.begun.reached(1));
    BOOST_TEST(!pool.stop(stopping::drain, 0s).complete());
  }
  BOOST_TEST(unjoined.passed());
}

// DEF-28: how long it has been in this task, not how long there has been a thread.
BOOST_AUTO_TEST_CASE(a_straggler_is_as_old_as_its_task) {
  timed around;
  stall block;
  cadre::pool pool(around.options({0, 1}));
  const open_at_end release(block.go);
  pool.submit([] {});
  pool.wait_idle();
  around.time->advance(60s);
  pool.submit(block.task());
  BOOST_REQUIRE(block.begun.reached(1));
  const cadre::stop_report report = pool.stop(stopping::drain, 0s);
  BOOST_REQUIRE(report.still_running.size() == 1U);
  BOOST_TEST((report.still_running[0].age == 0s));
  block.go.open();
  BOOST_TEST(pool.stop().complete());
}

// DEF-28: also when it began after the stop.
BOOST_AUTO_TEST_CASE(a_straggler_is_as_old_as_a_task_that_began_during_the_stop) {
  timed around;
  stall first;
  stall second;
  gate stopped;
  cadre::stop_report report;
  cadre::pool pool(around.options({0, 1}));
  const open_at_end release_first(first.go);
  const open_at_end release_second(second.go);
  pool.submit(first.task());
  pool.submit(second.task());
  std::thread stopper([&] {
    report = pool.stop(stopping::drain, 10s);
    stopped.open();
  });
  while (around.time->pending() == 0) std::this_thread::yield();  // until it waits
  around.time->advance(4s);
  first.go.open();
  BOOST_TEST(second.begun.reached(1));
  around.pass(6s, stopped);
  stopper.join();
  BOOST_REQUIRE(report.still_running.size() == 1U);
  BOOST_TEST((report.still_running[0].age == 6s));
  second.go.open();
  BOOST_TEST(pool.stop().complete());
}

// A later stop waits for those whom an earlier one left behind.
BOOST_AUTO_TEST_CASE(stragglers_may_still_be_waited_for) {
  timed around;
  stall block;
  gate stopped;
  cadre::pool pool(around.options({0, 1}));
  const open_at_end release(block.go);
  pool.submit(block.task());
  BOOST_REQUIRE(block.begun.reached(1));
  BOOST_TEST(!pool.stop(stopping::drop, 0s).complete());
  block.go.open();
  BOOST_TEST(pool.stop().complete());
  BOOST_TEST(around.threads.live() == 0U);
}

// A thread that hangs in its exit hook is a straggler as well.
BOOST_AUTO_TEST_CASE(a_hook_can_make_a_straggler) {
  timed around;
  stall block;
  auto options = around.options({1, 1});
  options.hooks.exit = block.task();
  cadre::pool pool(std::move(options));
  const open_at_end release(block.go);
  const auto first = pool.stop(stopping::drain, 0s);
  BOOST_REQUIRE(first.still_running.size() == 1U);
  BOOST_TEST(first.still_running[0].thread == "pool/1");
  block.go.open();
  BOOST_TEST(pool.stop().complete());
}

BOOST_AUTO_TEST_SUITE_END()
