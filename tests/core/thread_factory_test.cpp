// thread_factory_test.cpp - proves what cadre/thread_factory.hpp promises.

#include <pthread.h>

#include <array>
#include <boost/test/unit_test.hpp>
#include <cadre/pool.hpp>
#include <cadre/thread_factory.hpp>
#include <cstddef>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <system_error>
#include <thread>
#include <type_traits>
#include <utility>

#include "gate.hpp"
#include "pool_fixture.hpp"
#include "probe.hpp"

using cadre_test::gate;
using cadre_test::probe;
using cadre_test::surroundings;
using cadre_test::tally;

namespace {

/// While it lives, no thread can be started: each would want a stack that no address space holds.
class no_stack_fits {
 public:
  no_stack_fits() {
    pthread_getattr_default_np(&before_);
    pthread_attr_t huge;
    pthread_getattr_default_np(&huge);
    pthread_attr_setstacksize(&huge, std::size_t{1} << 50U);
    accepted = pthread_setattr_default_np(&huge) == 0;
    pthread_attr_destroy(&huge);
  }
  no_stack_fits(const no_stack_fits&) = delete;
  no_stack_fits& operator=(const no_stack_fits&) = delete;
  ~no_stack_fits() {
    pthread_setattr_default_np(&before_);
    pthread_attr_destroy(&before_);
  }
  bool accepted = false;

 private:
  pthread_attr_t before_{};
};

std::string system_name() {
  std::array<char, 64> name{};
  pthread_getname_np(pthread_self(), name.data(), name.size());
  return name.data();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(thread_factory)

BOOST_AUTO_TEST_CASE(the_body_runs_once_on_a_thread_of_its_own) {
  std::thread::id other;
  int runs = 0;
  const auto handle = cadre::start_thread(
      [&] {
        other = std::this_thread::get_id();
        ++runs;
      },
      "once");
  handle->join();
  BOOST_TEST(runs == 1);
  BOOST_TEST((other != std::this_thread::get_id()));
}

BOOST_AUTO_TEST_CASE(join_waits_for_the_end) {
  gate go;
  bool ended = false;
  const auto handle = cadre::start_thread([&] { ended = go.passed(); }, "waits");
  go.open();
  handle->join();
  BOOST_TEST(ended);
}

// M-14: the system gets what fits, and a long name is no error.
BOOST_AUTO_TEST_CASE(the_system_sees_the_name_cut_to_15_bytes) {
  std::string seen;
  cadre::start_thread([&] { seen = system_name(); }, "short/1")->join();
  BOOST_TEST(seen == "short/1");
  cadre::start_thread([&] { seen = system_name(); }, "a-name-that-is-too-long/17")->join();
  BOOST_TEST(seen == "a-name-that-is-");
  cadre::start_thread([] {}, "")->join();
}

// M-20: the end by force is an end as well. The join has a thread of its own here, so that it can be given up.
BOOST_AUTO_TEST_CASE(join_returns_when_the_thread_was_ended_by_force) {
  const auto joined = std::make_shared<gate>();
  std::thread([joined] {
    cadre::start_thread([] { pthread_exit(nullptr); }, "by force")->join();
    joined->open();
  }).detach();
  BOOST_TEST(joined->passed());
}

BOOST_AUTO_TEST_CASE(a_handle_that_is_destroyed_lets_its_thread_go_on) {
  gate go;
  gate done;
  cadre::start_thread(
      [&] {
        if (go.passed()) done.open();
      },
      "let go")
      .reset();
  go.open();
  BOOST_TEST(done.passed());
}

// M-20: nobody holds the handle any more when the thread ends by force; many times, since the order of the two ends of
// a thread's record is the system's to choose.
BOOST_AUTO_TEST_CASE(a_thread_that_was_let_go_may_end_by_force) {
  tally ended;
  for (std::size_t i = 1; i <= 50; ++i) {
    gate go;
    cadre::start_thread(
        [&] {
          const probe at_end([&ended] { ended.add(); });
          if (go.passed()) pthread_exit(nullptr);
        },
        "by force")
        .reset();
    go.open();
    BOOST_REQUIRE(ended.reached(i));
  }
}

BOOST_AUTO_TEST_CASE(a_handle_is_not_copied) {
  static_assert(!std::is_copy_constructible_v<cadre::joinable> && !std::is_copy_assignable_v<cadre::joinable>);
  static_assert(std::has_virtual_destructor_v<cadre::joinable>);
}

BOOST_AUTO_TEST_CASE(a_thread_that_cannot_be_started_is_a_system_error) {
  const no_stack_fits shortage;
  BOOST_REQUIRE(shortage.accepted);
  auto held = std::make_shared<int>(1);
  const std::weak_ptr<int> watch = held;
  std::error_code code;
  try {
    const auto handle = cadre::start_thread([content = std::move(held)] {}, "never");
    handle->join();
  } catch (const std::system_error& error) {
    code = error.code();
  }
  BOOST_TEST((code == std::errc::resource_unavailable_try_again));
  BOOST_TEST(watch.expired(), "the body is destroyed when no thread runs it");
}

BOOST_AUTO_TEST_CASE(several_threads_may_start_threads_at_once) {
  tally ran;
  std::array<std::unique_ptr<cadre::joinable>, 4> handles;
  {
    std::array<std::unique_ptr<cadre::joinable>, 4> starters;
    for (std::size_t i = 0; i < 4; ++i)
      starters.at(i) = cadre::start_thread(
          [&handles, &ran, i] { handles.at(i) = cadre::start_thread([&ran] { ran.add(); }, "inner"); }, "outer");
    for (const auto& one : starters) one->join();
  }
  for (const auto& one : handles) one->join();
  BOOST_TEST(ran.count() == 4U);
}

// DEF-01 DEF-02: a null pointer is a failure; and if it has started a thread all the same, that one leaves.
BOOST_AUTO_TEST_CASE(a_factory_that_gives_no_thread_has_failed) {
  for (const bool started : {false, true}) {
    const surroundings around;
    std::thread unknown;
    int runs = 0;
    auto options = around.options({0, 1});
    options.factory = [&](std::function<void()> body, const std::string&) {
      if (started) unknown = std::thread(std::move(body));
      return std::unique_ptr<cadre::joinable>();
    };
    cadre::pool pool(std::move(options));
    BOOST_CHECK_THROW(pool.submit([&runs] { ++runs; }), std::runtime_error);
    if (started) unknown.join();
    BOOST_TEST(runs == 0);
  }
}

BOOST_AUTO_TEST_SUITE_END()
