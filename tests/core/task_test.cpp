// task_test.cpp - proves what cadre/task.hpp promises.

#include <array>
#include <boost/test/unit_test.hpp>
#include <cadre/task.hpp>
#include <functional>
#include <memory>
#include <new>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "probe.hpp"
#include "recorded_errors.hpp"
#include "scarce_memory.hpp"

using cadre_test::allocations_of;
using cadre_test::deliberate;
using cadre_test::probe;

namespace {

template <std::size_t Size>
struct sized {
  std::array<std::byte, Size> content;
  void operator()() const {}
};

struct moves_with_a_throw {
  moves_with_a_throw() = default;
  moves_with_a_throw(moves_with_a_throw&&) noexcept(false) {}
  void operator()() const {}
};

struct alignas(64) over_aligned {
  bool* well_placed;
  void operator()() const { *well_placed = reinterpret_cast<std::uintptr_t>(this) % 64 == 0; }
};

/// Too much for a task itself, since it cannot be moved at all.
struct immovable {
  immovable(int& runs, int by) : runs_(runs), by_(by) {}
  immovable(immovable&&) = delete;
  immovable& operator=(immovable&&) = delete;
  ~immovable() = default;
  void operator()() const { runs_ += by_; }

 private:
  int& runs_;
  int by_;
};

struct refuses_to_be_copied {
  refuses_to_be_copied() = default;
  refuses_to_be_copied(const refuses_to_be_copied&) { throw deliberate("copy"); }
  void operator()() const {}
};

}  // namespace

BOOST_AUTO_TEST_SUITE(task)

BOOST_AUTO_TEST_CASE(a_task_without_a_callable_is_false_and_cannot_be_run) {
  cadre::task none;
  BOOST_TEST(!none);
  BOOST_CHECK_THROW(none(), std::bad_function_call);
}

BOOST_AUTO_TEST_CASE(null_callables_make_empty_tasks) {
  void (*no_function)() = nullptr;
  BOOST_TEST(!cadre::task(no_function));
  BOOST_TEST(!cadre::task(std::function<void()>()));
  BOOST_TEST(!!cadre::task(std::function<void()>([] {})));
}

// W-01: what the callable returns is nobody's business; and it runs at most once.
BOOST_AUTO_TEST_CASE(a_task_runs_once_whatever_it_returns) {
  int runs = 0;
  cadre::task work([&runs] { return std::to_string(++runs); });
  BOOST_TEST(!!work);
  work();
  BOOST_TEST(runs == 1);
  BOOST_TEST(!work);
  BOOST_CHECK_THROW(work(), std::bad_function_call);
  BOOST_TEST(runs == 1);
}

// M-06: captures that cannot be copied are welcome, and the task itself cannot be copied.
BOOST_AUTO_TEST_CASE(a_task_is_move_only) {
  static_assert(!std::is_copy_constructible_v<cadre::task> && !std::is_copy_assignable_v<cadre::task>);
  static_assert(std::is_nothrow_move_constructible_v<cadre::task> && std::is_nothrow_move_assignable_v<cadre::task>);
  static_assert(!std::is_constructible_v<cadre::task, int>, "what cannot be called makes no task");
  static_assert(!std::is_constructible_v<cadre::task, void (*)(int)>, "a task takes no arguments");
  int seen = 0;
  cadre::task work([value = std::make_unique<int>(7), &seen] { seen = *value; });
  work();
  BOOST_TEST(seen == 7);
}

// M-08: gone at the end of the run, before the call comes back.
BOOST_AUTO_TEST_CASE(the_callable_is_destroyed_when_the_run_ends) {
  std::vector<std::string> order;
  cadre::task work([&order, end = probe([&order] { order.emplace_back("destroyed"); })] { order.emplace_back("run"); });
  work();
  order.emplace_back("returned");
  BOOST_TEST(order == (std::vector<std::string>{"run", "destroyed", "returned"}), boost::test_tools::per_element());
}

// M-08: also when it throws; the exception holds nothing of it.
BOOST_AUTO_TEST_CASE(the_callable_is_destroyed_when_the_run_throws) {
  std::vector<std::string> order;
  cadre::task work([end = probe([&order] { order.emplace_back("destroyed"); })] { throw deliberate("run"); });
  try {
    work();
  } catch (const deliberate&) {
    order.emplace_back("caught");
  }
  BOOST_TEST(order == (std::vector<std::string>{"destroyed", "caught"}), boost::test_tools::per_element());
  BOOST_TEST(!work);
}

BOOST_AUTO_TEST_CASE(types_that_are_no_exceptions_pass_through) {
  cadre::task work([] { throw 42; });
  BOOST_CHECK_THROW(work(), int);
}

BOOST_AUTO_TEST_CASE(the_callable_of_a_task_that_never_runs_dies_with_it) {
  int destroyed = 0;
  {
    const cadre::task work([end = probe([&destroyed] { ++destroyed; })] {});
  }
  BOOST_TEST(destroyed == 1);
}

BOOST_AUTO_TEST_CASE(moving_hands_the_callable_on) {
  int destroyed = 0;
  int runs = 0;
  cadre::task first([&runs, end = probe([&destroyed] { ++destroyed; })] { ++runs; });
  cadre::task second(std::move(first));
  BOOST_TEST(!first);  // NOLINT: a task that was moved from is empty, by contract
  BOOST_TEST(!!second);
  BOOST_TEST(destroyed == 0);
  cadre::task third([end = probe([&destroyed] { destroyed += 10; })] {});
  third = std::move(second);
  BOOST_TEST(destroyed == 10);
  BOOST_TEST(!second);  // NOLINT
  third();
  BOOST_TEST(runs == 1);
  BOOST_TEST(destroyed == 11);
}

BOOST_AUTO_TEST_CASE(a_task_assigned_to_itself_keeps_its_callable) {
  int runs = 0;
  cadre::task work([&runs] { ++runs; });
  cadre::task& same = work;
  work = std::move(same);
  BOOST_REQUIRE(!!work);
  work();
  BOOST_TEST(runs == 1);
}

BOOST_AUTO_TEST_CASE(callables_of_up_to_48_bytes_cost_no_allocation) {
  static_assert(cadre::task::inline_size == 48);
  BOOST_TEST(allocations_of([] { cadre::task(sized<1>())(); }) == 0U);
  BOOST_TEST(allocations_of([] { cadre::task(sized<48>())(); }) == 0U);
  BOOST_TEST(allocations_of([] { cadre::task(sized<49>())(); }) <= 1U);
  static_assert(cadre::task::block_size == 1024);
  BOOST_TEST(allocations_of([] { cadre::task(sized<4096>())(); }) == 1U);
}

BOOST_AUTO_TEST_CASE(moving_costs_no_allocation) {
  cadre::task small((sized<48>()));
  cadre::task large((sized<4096>()));
  BOOST_TEST(allocations_of([&] {
               std::swap(small, large);
               const cadre::task third(std::move(small));
             }) == 0U);
}

BOOST_AUTO_TEST_CASE(callables_whose_move_may_throw_take_one_allocation_at_most) {
  BOOST_TEST(allocations_of([] {
               cadre::task work((moves_with_a_throw()));
               cadre::task other(std::move(work));
               other();
             }) <= 1U);
}

BOOST_AUTO_TEST_CASE(callables_of_strict_alignment_are_placed_rightly) {
  bool well_placed = false;
  cadre::task work(over_aligned{&well_placed});
  cadre::task other(std::move(work));
  other();
  BOOST_TEST(well_placed);
}

BOOST_AUTO_TEST_CASE(what_copying_throws_comes_out_of_the_constructor) {
  const refuses_to_be_copied original;
  BOOST_CHECK_THROW(cadre::task{original}, deliberate);
}

BOOST_AUTO_TEST_CASE(a_callable_may_be_made_where_it_stays) {
  int runs = 0;
  cadre::task small(std::in_place_type<immovable>, runs, 1);
  small();
  BOOST_TEST(runs == 1);
  BOOST_TEST(!small);
  BOOST_CHECK_THROW(cadre::task(std::in_place_type<refuses_to_be_copied>, refuses_to_be_copied()), deliberate);
}

BOOST_AUTO_TEST_CASE(a_large_callable_needs_memory) {
  int destroyed = 0;
  bool refused = false;
  try {
    auto large = [end = probe([&destroyed] { ++destroyed; }), content = sized<1024>()] { content(); };
    const cadre_test::scarce_memory none(0, cadre_test::shortage::for_all);
    const cadre::task work(std::move(large));
  } catch (const std::bad_alloc&) {
    refused = true;
  }
  BOOST_TEST(refused);
  BOOST_TEST(destroyed == 1);
}

// The destructor of the callable looks at the task that held it, as a signal or an observer might.
BOOST_AUTO_TEST_CASE(a_task_is_empty_before_its_callable_is_destroyed) {
  auto work = std::make_unique<cadre::task>();
  bool empty = false;
  *work = [end = probe([&work, &empty] { empty = !*work; })] {};
  (*work)();
  BOOST_TEST(empty);
}

BOOST_AUTO_TEST_SUITE_END()
