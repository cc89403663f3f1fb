// promised_test.cpp - proves what cadre/promised.hpp promises, as async shows it: what is gone before a result is
// there, who hears of errors that nobody fetched, what memory it takes, and what happens when there is none.

#include <array>
#include <boost/test/unit_test.hpp>
#include <cadre/async.hpp>
#include <cadre/memory_worker.hpp>
#include <cadre/pool.hpp>
#include <memory>
#include <new>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "fetched.hpp"
#include "pool_fixture.hpp"
#include "probe.hpp"
#include "scarce_memory.hpp"

using cadre_test::allocations_of;
using cadre_test::deliberate;
using cadre_test::fetched;
using cadre_test::probe;
using cadre_test::ready_in_time;
using cadre_test::recorded_errors;
using cadre_test::scarce_memory;
using cadre_test::shortage;
using cadre_test::surroundings;
using cadre_test::texts;

namespace {

/// Runs tasks when it is told to, and has a sink. Drops what waits when it goes.
class stepped final : public cadre::exclusive_worker {
 public:
  explicit stepped(cadre::error_sink errors = {}) : errors_(std::move(errors)) {}
  void submit(cadre::task work) override { tasks_.submit(std::move(work)); }
  void quit() override { tasks_.quit(); }
  [[nodiscard]] bool closed() const noexcept override { return tasks_.closed(); }
  [[nodiscard]] cadre::error_sink errors() const override { return errors_; }
  bool perform() { return tasks_.perform()(); }

 private:
  cadre::error_sink errors_;
  cadre::memory_worker tasks_;
};

/// What happened, in order.
struct story {
  texts events;
  [[nodiscard]] probe telling(const std::string& what) {
    return probe([this, what] { events.push_back(what); });
  }
  template <class T>
  boost::future<void> watch(boost::future<T> future) {
    return future.then(boost::launch::sync, [this](boost::future<T> ready) {
      events.emplace_back(ready.has_value() ? "value" : "error");
      static_cast<void>(fetched(std::move(ready)));
    });
  }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(promised)

// M-08
BOOST_AUTO_TEST_CASE(what_the_task_owned_is_gone_before_the_value_is_there) {
  story told;
  stepped on;
  const auto seen = told.watch(cadre::async(
      on, [end = told.telling("function gone")](const probe&) { return 1; }, told.telling("argument gone")));
  BOOST_TEST(on.perform());
  BOOST_TEST(told.events.size() == 3U);
  BOOST_TEST(told.events.back() == "value");
}

// M-08
BOOST_AUTO_TEST_CASE(it_is_gone_before_an_error_is_there) {
  story told;
  stepped on;
  const auto seen = told.watch(cadre::async(
      on, [end = told.telling("function gone")](const probe&) { throw 1; }, told.telling("argument gone")));
  BOOST_TEST(on.perform());
  BOOST_TEST(told.events.size() == 3U);
  BOOST_TEST(told.events.back() == "error");
}

// M-08 DEF-29
BOOST_AUTO_TEST_CASE(it_is_gone_before_a_dropped_task_is_known) {
  story told;
  std::optional<stepped> on(std::in_place);
  const auto seen = told.watch(cadre::async(
      *on, [end = told.telling("function gone")](const probe&) {}, told.telling("argument gone")));
  on.reset();
  BOOST_TEST(told.events.size() == 3U);
  BOOST_TEST(told.events.back() == "error");
}

// C-20 M-02
BOOST_AUTO_TEST_CASE(an_error_that_nobody_fetched_is_reported_once) {
  recorded_errors errors;
  stepped on(errors.sink());
  auto kept = cadre::async(on, [] { throw deliberate("kept"); });
  cadre::async(on, []() -> int { throw 3; });
  BOOST_TEST(on.perform());
  BOOST_TEST(errors.claim().empty(), "it may still be fetched");
  BOOST_TEST(kept.has_exception());
  kept.wait();
  kept = {};
  BOOST_TEST(errors.claim() == texts{"deliberate kept"}, boost::test_tools::per_element());
  BOOST_TEST(on.perform());
  BOOST_TEST(errors.claim() == texts{"int 3"}, boost::test_tools::per_element());
}

// C-20
BOOST_AUTO_TEST_CASE(an_error_that_was_fetched_is_not_reported) {
  const recorded_errors errors;
  stepped on(errors.sink());
  auto first = cadre::async(on, [] { throw deliberate("first"); });
  auto second = cadre::async(on, [] { throw deliberate("second"); });
  while (on.perform()) {
  }
  BOOST_TEST(fetched(std::move(first)) == "deliberate first");
  const boost::exception_ptr error = second.get_exception_ptr();
  second = {};
  BOOST_TEST(errors.unclaimed() == 0U, "a copy of the error is left");
  BOOST_CHECK_THROW(boost::rethrow_exception(error), deliberate);
}

// C-16 C-20: the last of those who share it, and the last copy of the error.
BOOST_AUTO_TEST_CASE(a_shared_error_is_reported_by_the_last) {
  recorded_errors errors;
  stepped on(errors.sink());
  boost::shared_future<void> one = cadre::async(on, [] { throw deliberate("shared"); }).share();
  std::vector<boost::shared_future<void>> others(3, one);
  BOOST_TEST(on.perform());
  others.clear();
  std::optional<boost::exception_ptr> error = one.get_exception_ptr();
  one = boost::shared_future<void>();
  BOOST_TEST(errors.unclaimed() == 0U);
  error.reset();
  BOOST_TEST(errors.claim() == texts{"deliberate shared"}, boost::test_tools::per_element());
}

// C-20 DEF-29: a refusal is reported by nobody else, a drop by the worker.
BOOST_AUTO_TEST_CASE(of_a_task_that_did_not_run_the_sink_hears_once) {
  surroundings around;
  cadre::pool pool(around.options({0, 0}));
  cadre::async(pool, [] {});
  pool.drop_backlog();
  BOOST_TEST(around.errors.claim() == texts{"task_dropped"}, boost::test_tools::per_element());
  pool.quit();
  auto refused = cadre::async(pool, [] {});
  cadre::async(pool, [] {});
  BOOST_TEST(around.errors.claim() == texts{"already_quit"}, boost::test_tools::per_element());
  BOOST_TEST(fetched(std::move(refused)) == "already_quit");
}

// C-20: the sink as it was at the call; its worker may be gone.
BOOST_AUTO_TEST_CASE(an_error_may_outlive_its_worker) {
  recorded_errors errors;
  boost::future<void> answer;
  {
    stepped on(errors.sink());
    answer = cadre::async(on, [] { throw deliberate("late"); });
    BOOST_TEST(on.perform());
  }
  answer = {};
  BOOST_TEST(errors.claim() == texts{"deliberate late"}, boost::test_tools::per_element());
}

// DEF-21
BOOST_AUTO_TEST_CASE(a_sink_that_throws_does_no_harm) {
  stepped on([](const std::exception_ptr&) { throw deliberate("sink"); });
  cadre::async(on, [] { throw deliberate("task"); });
  BOOST_CHECK_NO_THROW(on.perform());
}

// What Boost itself may do with the object in the middle.
BOOST_AUTO_TEST_CASE(a_copy_of_a_kept_error_is_not_reported) {
  recorded_errors errors;
  {
    cadre::kept_error original(errors.sink());
    original.keep(std::make_exception_ptr(deliberate("one")));
    const std::unique_ptr<const boost::exception_detail::clone_base> copy(original.clone());
    BOOST_CHECK_THROW(copy->rethrow(), deliberate);
  }
  BOOST_TEST(errors.claim() == texts{"deliberate one"}, boost::test_tools::per_element());
}

// A task whose function failed has run: its worker has nothing to report.
BOOST_AUTO_TEST_CASE(to_the_worker_a_failed_function_has_run) {
  const surroundings around;
  cadre::pool pool(around.options({0, 1}));
  auto answer = cadre::async(pool, [] { throw deliberate("in async"); });
  pool.wait_idle();
  BOOST_TEST(pool.statistics().ran == 1U);
  BOOST_TEST(pool.statistics().failed == 0U);
  BOOST_TEST(fetched(std::move(answer)) == "deliberate in async");
}

// M-04 DEF-29: Boost leaves a future unfired when it is refused a task for what comes next.
BOOST_AUTO_TEST_CASE(a_continuation_of_boost_that_is_refused_is_reported) {
  recorded_errors errors;
  stepped on(errors.sink());
  stepped next;
  auto good = cadre::async(on, [] { return 1; }).then(next, [](boost::future<int> one) { return one.get(); });
  auto bad = cadre::async(on, []() -> int { throw 2; }).then(next, [](boost::future<int> one) { return one.get(); });
  next.quit();
  BOOST_TEST(on.perform());
  BOOST_TEST(errors.claim() == texts{"already_quit"}, boost::test_tools::per_element());
  BOOST_TEST(on.perform());
  BOOST_TEST(errors.claim("already_quit") == 1U);
  BOOST_TEST(!good.is_ready());
  BOOST_TEST(!bad.is_ready());
  bad = {};
  BOOST_TEST(errors.claim() == texts{"int 2"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(what_a_future_costs) {
  struct small {
    std::array<char, 24> bytes{};
    void operator()() const {}
  };
  cadre::memory_worker on;
  const auto perform = on.perform();
  const surroundings around;
  cadre::pool_options options = around.options({1, 1});
  options.errors = {};
  cadre::pool pool(options);
  const std::size_t task_alone = allocations_of([&on] { on.submit([] {}); });
  boost::future<void> future;
  BOOST_TEST(allocations_of([&] { future = cadre::async(on, small()); }) == 3U + task_alone);
  pool.submit([] {});
  pool.wait_idle();
  BOOST_TEST(allocations_of([&] { future = cadre::async(pool, small()); }) == 4U);
  BOOST_TEST(allocations_of([&] { static_cast<void>(perform()); }) == 0U);
  BOOST_TEST(ready_in_time(future));
}

// Each allocation in turn: the call throws, or its future becomes ready.
BOOST_AUTO_TEST_CASE(every_allocation_of_a_call_may_fail) {
  for (const shortage kind : {shortage::for_one, shortage::for_all}) {
    bool refused = true;
    for (std::size_t granted = 0; refused; ++granted) BOOST_TEST_CONTEXT(granted << " allocations granted") {
        int gone = 0;
        bool thrown = false;
        stepped on([](const std::exception_ptr&) {});
        boost::future<int> answer;
        std::array<char, 100> large{};
        auto function = [large, end = probe([&gone] { ++gone; })] { return static_cast<int>(large.size()); };
        {
          const scarce_memory little(granted, kind);
          try {
            answer = cadre::async(on, std::move(function));
          } catch (const std::bad_alloc&) {
            thrown = true;
          }
          refused = little.refused();
        }
        const bool accepted = on.perform();
        BOOST_TEST(gone == 1);
        BOOST_TEST(answer.valid() == !thrown);
        if (!thrown) BOOST_TEST(fetched(std::move(answer)) == (accepted ? "a value" : "bad_alloc"));
        if (!refused) BOOST_TEST(accepted);
      }
  }
}

BOOST_AUTO_TEST_SUITE_END()
