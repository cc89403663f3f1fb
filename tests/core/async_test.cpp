// async_test.cpp - proves what cadre/async.hpp promises: each future becomes ready once, with the value or the error
// that belongs to it, after all that the task owned is gone; and an error that nobody fetched is reported once.

#include <pthread.h>

#include <boost/test/unit_test.hpp>
#include <cadre/async.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>

#include "by_hand.hpp"
#include "fetched.hpp"
#include "pool_fixture.hpp"
#include "probe.hpp"
#include "rigs.hpp"

using cadre_test::all_kinds;
using cadre_test::by_hand;
using cadre_test::deliberate;
using cadre_test::fetched;
using cadre_test::open_at_end;
using cadre_test::probe;
using cadre_test::ready_in_time;
using cadre_test::stall;
using cadre_test::surroundings;
using cadre_test::texts;

namespace {

struct number {
  int value = 0;
  [[nodiscard]] int plus(int more) const { return value + more; }
  int& itself() { return value; }
};

/// Something that is no std::exception.
struct odd {
  int code;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(async)

// M-04 X-79
BOOST_AUTO_TEST_CASE_TEMPLATE(each_kind_of_worker_brings_the_result, rig, all_kinds) {
  rig test;
  auto sum = cadre::async(
      test.subject(), [](int a, int b) { return a + b; }, 40, 2);
  auto bad = cadre::async(test.subject(), []() -> int { throw deliberate("in async"); });
  test.drive();
  BOOST_REQUIRE(ready_in_time(sum));
  BOOST_TEST(sum.get() == 42);
  BOOST_TEST(fetched(std::move(bad)) == "deliberate in async");
  test.end();
}

BOOST_AUTO_TEST_CASE(the_result_is_there_after_the_task_and_not_before) {
  by_hand on;
  auto answer = cadre::async(*on.worker, [] { return 1; });
  BOOST_TEST(!answer.is_ready());
  BOOST_TEST(on.perform());
  BOOST_REQUIRE(answer.is_ready());
  BOOST_TEST(answer.get() == 1);
  BOOST_TEST(!on.perform());
}

BOOST_AUTO_TEST_CASE(results_of_every_kind) {
  by_hand on;
  number seven{7};
  auto nothing = cadre::async(*on.worker, [&seven] { ++seven.value; });
  auto reference = cadre::async(*on.worker, [&seven]() -> number& { return seven; });
  auto moved = cadre::async(*on.worker, [] { return std::make_unique<int>(3); });
  auto from_rvalue =
      cadre::async(*on.worker, [text = std::string("abc")]() mutable -> std::string&& { return std::move(text); });
  auto of_member = cadre::async(*on.worker, &number::plus, number{5}, 6);
  auto of_field = cadre::async(*on.worker, &number::itself, &seven);
  while (on.perform()) {
  }
  static_assert(std::is_same_v<decltype(nothing), boost::future<void>>);
  static_assert(std::is_same_v<decltype(from_rvalue), boost::future<std::string>>);
  nothing.get();
  BOOST_TEST(seven.value == 8);
  BOOST_TEST(&reference.get() == &seven);
  BOOST_TEST(*moved.get() == 3);
  BOOST_TEST(from_rvalue.get() == "abc");
  BOOST_TEST(of_member.get() == 11);
  BOOST_TEST(&of_field.get() == &seven.value);
}

// M-06: what is called may be callable once only, and need what can only be moved.
BOOST_AUTO_TEST_CASE(function_and_arguments_are_moved_in) {
  struct once {
    std::unique_ptr<int> owned = std::make_unique<int>(1);
    int operator()(std::unique_ptr<int> more, const std::reference_wrapper<int> seen) && {
      seen.get() = 9;
      return *owned + *more;
    }
  };
  by_hand on;
  int seen = 0;
  auto answer = cadre::async(*on.worker, once(), std::make_unique<int>(2), std::ref(seen));
  BOOST_TEST(on.perform());
  BOOST_TEST(answer.get() == 3);
  BOOST_TEST(seen == 9);
}

// Before anything has been submitted, and with no future to tell of it.
BOOST_AUTO_TEST_CASE(what_cannot_be_moved_in_or_copied_is_thrown_at_once) {
  struct stubborn {
    stubborn() = default;
    stubborn(stubborn&&) { throw deliberate("no further"); }  // NOLINT: that is what it is for
    void operator()() const {}
  };
  class without_sink final : public cadre::exclusive_worker {
   public:
    void submit(cadre::task) override { BOOST_ERROR("nothing is to be submitted"); }
    void quit() override {}
    [[nodiscard]] bool closed() const noexcept override { return false; }
    [[nodiscard]] cadre::error_sink errors() const override { throw deliberate("no sink"); }
  };
  by_hand on;
  without_sink worker;
  BOOST_CHECK_THROW(cadre::async(*on.worker, stubborn()), deliberate);
  BOOST_TEST(!on.perform());
  BOOST_CHECK_THROW(cadre::async(worker, [] {}), deliberate);
}

BOOST_AUTO_TEST_CASE(an_empty_function_is_refused_at_once) {
  by_hand on;
  BOOST_CHECK_THROW(cadre::async(*on.worker, std::function<int()>()), std::invalid_argument);
  BOOST_CHECK_THROW(cadre::async(*on.worker, static_cast<void (*)()>(nullptr)), std::invalid_argument);
  BOOST_TEST(!on.perform());
}

// M-02 X-80: Boost itself makes a std::runtime_error of the first, and wraps others.
BOOST_AUTO_TEST_CASE(errors_keep_their_type) {
  by_hand on;
  auto standard = cadre::async(*on.worker, [] { throw deliberate("mine"); });
  auto simple = cadre::async(*on.worker, []() -> int { throw 7; });
  auto strange = cadre::async(*on.worker, []() -> int& { throw odd{8}; });
  auto interrupted = cadre::async(*on.worker, [] { throw boost::thread_interrupted(); });
  auto pointer = cadre::async(*on.worker, [] { throw std::make_exception_ptr(9); });
  while (on.perform()) {
  }
  BOOST_CHECK_THROW(standard.get(), deliberate);
  BOOST_CHECK_EXCEPTION(simple.get(), int, [](int n) { return n == 7; });
  BOOST_CHECK_EXCEPTION(strange.get(), odd, [](const odd& o) { return o.code == 8; });
  BOOST_CHECK_THROW(interrupted.get(), boost::thread_interrupted);
  BOOST_CHECK_THROW(pointer.get(), std::exception_ptr);
}

BOOST_AUTO_TEST_CASE(a_value_that_cannot_be_moved_in_is_an_error) {
  struct stubborn {
    stubborn() = default;
    stubborn(stubborn&&) { throw deliberate("no further"); }  // NOLINT: that is what it is for
    stubborn& operator=(stubborn&&) = default;
  };
  by_hand on;
  auto answer = cadre::async(*on.worker, [] { return stubborn(); });
  BOOST_TEST(on.perform());
  BOOST_TEST(answer.has_exception());
  BOOST_TEST(fetched(std::move(answer)) == "deliberate no further");
}

// M-20
BOOST_AUTO_TEST_CASE(a_task_that_ends_its_thread_breaks_its_promise) {
  surroundings around;
  cadre::pool pool(around.options({0, 1}));
  auto fetched_one = cadre::async(pool, []() -> int { pthread_exit(nullptr); });
  cadre::async(pool, [] { pthread_exit(nullptr); });
  pool.wait_idle();
  BOOST_CHECK_THROW(fetched_one.get(), boost::broken_promise);
  BOOST_TEST(pool.statistics().failed == 2U);
  BOOST_TEST(pool.stop().complete());
  BOOST_TEST(around.errors.claim().size() == 1U, "the one that nobody fetched");
}

// DEF-29 R-22 R-23
BOOST_AUTO_TEST_CASE(a_refused_task_fails_its_future) {
  surroundings around;
  int gone = 0;
  cadre::pool pool(around.options({0, 1}));
  pool.quit();
  BOOST_TEST(fetched(cadre::async(pool, [end = probe([&gone] { ++gone; })] {})) == "already_quit");
  BOOST_TEST(gone == 1);
  cadre::pool none(around.options({0, 1}));
  around.threads.allow(0);
  BOOST_TEST(fetched(cadre::async(none, [] {})) == "exception no thread to be had");
}

BOOST_AUTO_TEST_CASE(a_full_backlog_fails_the_future_that_it_refuses_or_drops) {
  surroundings around;
  auto options = around.options({0, 0});
  options.backlog = {.tasks = 1};
  cadre::pool refuses(options);
  auto first = cadre::async(refuses, [] {});
  auto second = cadre::async(refuses, [] {});
  BOOST_CHECK_THROW(second.get(), cadre::backlog_full);
  options.backlog.otherwise = cadre::when_full::drop_oldest;
  cadre::pool drops(options);
  auto oldest = cadre::async(drops, [] {});
  auto newest = cadre::async(drops, [] {});
  BOOST_TEST(fetched(std::move(oldest)) == "task_dropped");
  BOOST_TEST(!newest.is_ready());
  drops.drop_backlog();
  refuses.drop_backlog();
  BOOST_TEST(fetched(std::move(first)) == "task_dropped");
  BOOST_TEST(around.errors.claim("task_dropped") == 3U);
}

// DEF-29 R-22: the pool reports what it drops, so nobody else does.
BOOST_AUTO_TEST_CASE(a_dropped_task_fails_its_future) {
  surroundings around;
  stall block;
  cadre::pool pool(around.options({0, 1}));
  const open_at_end release(block.go);
  pool.submit(block.task());
  BOOST_REQUIRE(block.begun.reached(1));
  auto in_backlog = cadre::async(pool, [] {});
  cadre::async(pool, [] {});
  BOOST_TEST(pool.drop_backlog() == 2U);
  BOOST_TEST(fetched(std::move(in_backlog)) == "task_dropped");
  auto at_stop = cadre::async(pool, [] {});
  BOOST_TEST(pool.stop(cadre::stopping::drop, std::chrono::seconds(0)).dropped == 1U);
  BOOST_TEST(fetched(std::move(at_stop)) == "task_dropped");
  block.go.open();
  BOOST_TEST(pool.stop().complete());
  BOOST_TEST(around.errors.claim("task_dropped") == 3U);
}

BOOST_AUTO_TEST_CASE(a_worker_that_goes_with_its_tasks_fails_their_futures) {
  by_hand on;
  auto answer = cadre::async(*on.worker, [] { return 1; });
  on.perform = nullptr;
  on.worker.reset();
  BOOST_TEST(fetched(std::move(answer)) == "task_dropped");
}

// Of what the worker throws after it has run the task nobody else would hear.
BOOST_AUTO_TEST_CASE(a_submit_that_fails_too_late_is_reported) {
  class late final : public cadre::exclusive_worker {
   public:
    explicit late(cadre::error_sink errors) : errors_(std::move(errors)) {}
    void submit(cadre::task work) override {
      work();
      throw deliberate("too late");
    }
    void quit() override {}
    [[nodiscard]] bool closed() const noexcept override { return false; }
    [[nodiscard]] cadre::error_sink errors() const override { return errors_; }

   private:
    cadre::error_sink errors_;
  };
  cadre_test::recorded_errors errors;
  late worker(errors.sink());
  BOOST_TEST(cadre::async(worker, [] { return 5; }).get() == 5);
  BOOST_TEST(errors.claim() == texts{"deliberate too late"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()
