// coroutine_test.cpp - proves what cadre/coroutine.hpp promises of coroutines that nothing goes wrong with.

#include <algorithm>
#include <array>
#include <boost/test/unit_test.hpp>
#include <boost/thread/future.hpp>
#include <cadre/async.hpp>
#include <cadre/coroutine.hpp>
#include <cadre/get.hpp>
#include <cadre/lock_worker.hpp>
#include <cadre/memory_worker.hpp>
#include <cadre/pool.hpp>
#include <cadre/then.hpp>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "gate.hpp"
#include "probe.hpp"
#include "recorded_errors.hpp"

using cadre::eager;
using cadre::result_of;
using cadre::resume_on;
using cadre_test::probe;
using words = std::vector<std::string>;

namespace {

/// Waits for a future, and tells whether that was within a time. Of Boost's clock only the type is needed so, and not
/// its library.
template <class T>
bool fired(const boost::future<T>& f, std::chrono::seconds within = cadre_test::patience) {
  const std::chrono::nanoseconds end = std::chrono::steady_clock::now().time_since_epoch() + within;
  const boost::chrono::steady_clock::time_point last(boost::chrono::nanoseconds(end.count()));
  return f.wait_until(last) == boost::future_status::ready;
}

eager<int> number(int value) {
  co_return value;
}

eager<std::string> wait_for_result(boost::future<std::string> text, cadre::worker& on) {
  std::string got = co_await result_of(std::move(text), on);
  co_return got + (on.running_here() ? " here" : " elsewhere");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(coroutine)

// It starts at once, on the caller's thread; and goes on in tasks of the workers that it names.
BOOST_AUTO_TEST_CASE(a_coroutine_goes_from_worker_to_worker) {
  cadre::memory_worker first;
  cadre::memory_worker second;
  const auto perform_first = first.perform();
  const auto perform_second = second.perform();
  words order;
  const auto go = [](cadre::worker& one, cadre::worker& two, words& log) -> eager<void> {
    log.emplace_back("started");
    co_await resume_on(one);
    log.emplace_back(one.running_here() && !two.running_here() ? "first" : "lost");
    co_await resume_on(two);
    log.emplace_back(two.running_here() && !one.running_here() ? "second" : "lost");
  };
  eager<void> done = go(first, second, order);
  BOOST_TEST(order == (words{"started"}), boost::test_tools::per_element());
  BOOST_TEST(perform_first());
  BOOST_TEST(order == (words{"started", "first"}), boost::test_tools::per_element());
  BOOST_TEST(!done.is_ready());
  BOOST_TEST(perform_second());
  BOOST_TEST(order == (words{"started", "first", "second"}), boost::test_tools::per_element());
  BOOST_REQUIRE(done.is_ready());
  BOOST_CHECK_NO_THROW(done.get());
}

// Even where it is already: so that it does not keep others from the worker.
BOOST_AUTO_TEST_CASE(it_takes_its_turn_on_its_own_worker) {
  cadre::memory_worker worker;
  const auto perform = worker.perform();
  words order;
  const auto go = [](cadre::worker& on, words& log) -> eager<void> {
    co_await resume_on(on);
    log.emplace_back("once");
    co_await resume_on(on);
    log.emplace_back("twice");
  };
  const eager<void> done = go(worker, order);
  worker.submit([&order] { order.emplace_back("other"); });
  while (perform()) {
  }
  BOOST_TEST(order == (words{"once", "other", "twice"}), boost::test_tools::per_element());
  BOOST_TEST(done.is_ready());
}

BOOST_AUTO_TEST_CASE(it_goes_on_inside_of_a_lock_worker) {
  cadre::lock_worker worker;
  const auto go = [](cadre::worker& on) -> eager<bool> {
    co_await resume_on(on);
    co_return on.running_here();
  };
  eager<bool> there = go(worker);
  BOOST_REQUIRE(there.is_ready());
  BOOST_TEST(there.get());
}

// The variables of the loop are nobody else's; each pool has one thread, whose stack does not grow.
BOOST_AUTO_TEST_CASE(a_hundred_thousand_transfers_need_no_stack) {
  struct range {
    std::uintptr_t least = UINTPTR_MAX;
    std::uintptr_t most = 0;
    [[gnu::noinline]] void look() {
      const auto address = reinterpret_cast<std::uintptr_t>(__builtin_frame_address(0));
      least = std::min(least, address);
      most = std::max(most, address);
    }
  };
  std::array<range, 2> stacks;
  const auto go = [](cadre::worker& one, cadre::worker& two, std::array<range, 2>& seen) -> eager<int> {
    int transfers = 0;
    while (transfers < 100'000) {
      co_await resume_on(transfers % 2 == 0 ? one : two);
      seen.at(static_cast<std::size_t>(transfers % 2)).look();
      ++transfers;
    }
    co_return transfers;
  };
  cadre::pool one({.limits = {1, 1}});
  cadre::pool two({.limits = {1, 1}});
  eager<int> transfers = go(one, two, stacks);
  BOOST_REQUIRE(fired(transfers, std::chrono::seconds(50)));
  BOOST_TEST(transfers.get() == 100'000);
  for (const range& stack : stacks) BOOST_TEST(stack.most - stack.least < 16'384U);
}

// Values that can only be moved, references, nothing at all.
BOOST_AUTO_TEST_CASE(it_returns_whatever_a_future_gives) {
  const auto owned = []() -> eager<std::unique_ptr<int>> { co_return std::make_unique<int>(3); };
  BOOST_TEST(*owned().get() == 3);
  int variable = 4;
  const auto reference = [](int& to) -> eager<int&> { co_return to; };
  BOOST_TEST(&reference(variable).get() == &variable);
  const auto nothing = []() -> eager<void> { co_return; };
  BOOST_CHECK_NO_THROW(nothing().get());
  const auto pair = []() -> eager<std::pair<int, std::string>> { co_return {5, "five"}; };
  BOOST_TEST(pair().get().second == "five");
}

// M-04: it is a future, and whatever takes one takes it.
BOOST_AUTO_TEST_CASE(it_is_a_future) {
  cadre::memory_worker worker;
  const auto perform = worker.perform();
  BOOST_TEST(cadre::get(number(1)) == 1);
  boost::future<int> moved = number(2);
  BOOST_TEST(moved.get() == 2);
  boost::future<int> next = cadre::then(number(3), worker, [](boost::future<int> three) { return three.get() + 1; });
  BOOST_TEST(perform());
  BOOST_TEST(next.get() == 4);
  const auto add = [](cadre::worker& on) -> eager<int> {
    co_return co_await result_of(number(5), on) + co_await result_of(number(6), on);
  };
  eager<int> sum = add(worker);
  while (perform()) {
  }
  BOOST_REQUIRE(sum.is_ready());
  BOOST_TEST(sum.get() == 11);
}

// M-08: variables, then parameters, then the result; each destroyed once.
BOOST_AUTO_TEST_CASE(everything_is_destroyed_before_the_result_is_there) {
  cadre::memory_worker worker;
  const auto perform = worker.perform();
  words order;
  const auto go = [](cadre::worker& on, words& log, probe /*parameter*/, bool fails) -> eager<int> {
    const probe variable([&log] { log.emplace_back("variable"); });
    co_await resume_on(on);
    const probe later([&log] { log.emplace_back("later variable"); });
    if (fails) throw 3;
    co_return 3;
  };
  for (const bool fails : {false, true}) {
    order.clear();
    eager<int> result = go(worker, order, probe([&order] { order.emplace_back("parameter"); }), fails);
    auto seen = result.then(boost::launch::sync, [&order](boost::future<int> ready) {
      order.emplace_back(ready.has_exception() ? "failed" : "ready");
      if (ready.has_exception()) BOOST_CHECK_THROW(ready.get(), int);
    });
    BOOST_TEST(order.empty());
    BOOST_TEST(perform());
    BOOST_TEST(order == (words{"later variable", "variable", "parameter", fails ? "failed" : "ready"}),
               boost::test_tools::per_element());
  }
}

// A value of the coroutine's own survives it.
BOOST_AUTO_TEST_CASE(parameters_live_as_long_as_the_coroutine) {
  cadre::pool pool({.limits = {0, 2}});
  const auto join = [](cadre::worker& on, std::string left, std::vector<std::string> right) -> eager<std::string> {
    for (const std::string& one : right) {
      co_await resume_on(on);
      left += one;
    }
    co_return left;
  };
  eager<std::string> joined =
      join(pool, "a text too long for its own object, ", {"another one that is too long for it, ", "and the end"});
  BOOST_REQUIRE(fired(joined));
  BOOST_TEST(joined.get() == "a text too long for its own object, another one that is too long for it, and the end");
}

// M-04: ready or not yet, the coroutine goes on in a task of the worker.
BOOST_AUTO_TEST_CASE(a_result_is_awaited_without_a_thread) {
  cadre::memory_worker from;
  cadre::memory_worker to;
  const auto perform_from = from.perform();
  const auto perform_to = to.perform();
  eager<std::string> ready = wait_for_result(boost::make_ready_future(std::string("ready")), to);
  eager<std::string> later = wait_for_result(cadre::async(from, [] { return std::string("later"); }), to);
  BOOST_TEST(perform_to());
  BOOST_TEST(!perform_to());
  BOOST_REQUIRE(ready.is_ready());
  BOOST_TEST(ready.get() == "ready here");
  BOOST_TEST(!later.is_ready());
  BOOST_TEST(perform_from());
  BOOST_TEST(!later.is_ready());
  BOOST_TEST(perform_to());
  BOOST_REQUIRE(later.is_ready());
  BOOST_TEST(later.get() == "later here");
}

BOOST_AUTO_TEST_CASE(a_deferred_result_is_made_on_the_worker) {
  cadre::memory_worker worker;
  const auto perform = worker.perform();
  bool there = false;
  eager<std::string> result = wait_for_result(boost::async(boost::launch::deferred,
                                                           [&] {
                                                             there = worker.running_here();
                                                             return std::string("deferred");
                                                           }),
                                              worker);
  BOOST_TEST(!result.is_ready());
  BOOST_TEST(perform());
  BOOST_TEST(result.get() == "deferred here");
  BOOST_TEST(there);
}

BOOST_AUTO_TEST_CASE(references_and_nothing_can_be_awaited) {
  cadre::memory_worker worker;
  const auto perform = worker.perform();
  int variable = 1;
  const auto go = [](cadre::worker& on, int& to) -> eager<bool> {
    co_await result_of(cadre::async(on, [] {}), on);
    int& same = co_await result_of(cadre::async(on, [&to]() -> int& { return to; }), on);
    co_return &same == &to;
  };
  eager<bool> same = go(worker, variable);
  while (perform()) {
  }
  BOOST_REQUIRE(same.is_ready());
  BOOST_TEST(same.get());
}

// With threads: many coroutines at once, each awaiting results of one pool on the other.
BOOST_AUTO_TEST_CASE(many_coroutines_run_at_once) {
  cadre::pool one({.limits = {2, 2}});
  cadre::pool two({.limits = {2, 2}});
  const auto sum = [](cadre::worker& from, cadre::worker& to, int count) -> eager<int> {
    int total = 0;
    for (int i = 1; i <= count; ++i)
      total += co_await result_of(cadre::async(
                                      from, [](int n) { return n; }, i),
                                  to);
    co_return total;
  };
  std::vector<eager<int>> sums;
  for (int i = 0; i < 50; ++i) sums.push_back(i % 2 == 0 ? sum(one, two, 40) : sum(two, one, 40));
  for (eager<int>& each : sums) {
    BOOST_REQUIRE(fired(each));
    BOOST_TEST(each.get() == 820);
  }
}

BOOST_AUTO_TEST_SUITE_END()
