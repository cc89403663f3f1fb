// context_test.cpp - proves what cadre/context.hpp promises.

#include <pthread.h>

#include <atomic>
#include <boost/test/unit_test.hpp>
#include <cadre/context.hpp>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <new>
#include <optional>
#include <string>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

#include "probe.hpp"
#include "scarce_memory.hpp"
#include "starters.hpp"

using cadre_test::allocations_of;
using cadre_test::at_once;
using cadre_test::probe;
using cadre_test::scarce_memory;
using cadre_test::shortage;
using words = std::vector<std::string>;

namespace {

const cadre::context_key<std::string> user;
const cadre::context_key<std::string> request;
const cadre::context_key<int> depth;
const cadre::context_key<std::shared_ptr<probe>> watched;

/// The text under a key, "none" where there is none.
std::string text(const cadre::context& of, const cadre::context_key<std::string>& key) {
  const std::string* const value = of.find(key);
  return value != nullptr ? *value : "none";
}

std::string seen(const cadre::context_key<std::string>& key) {
  return text(cadre::context::current(), key);
}

std::shared_ptr<probe> at_end(std::function<void()> what) {
  return std::make_shared<probe>(std::move(what));
}

/// Runs on a stack of 256 KiB, which a recursion of any kind soon uses up.
void on_a_small_stack(std::function<void()> what) {
  pthread_attr_t small;
  BOOST_REQUIRE(pthread_attr_init(&small) == 0);
  BOOST_REQUIRE(pthread_attr_setstacksize(&small, std::size_t{256} * 1024) == 0);
  pthread_t thread{};
  const int refused = pthread_create(
      &thread, &small,
      [](void* argument) -> void* {
        (*static_cast<std::function<void()>*>(argument))();
        return nullptr;
      },
      &what);
  pthread_attr_destroy(&small);
  BOOST_REQUIRE(refused == 0);
  pthread_join(thread, nullptr);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(context)

// M-01
BOOST_AUTO_TEST_CASE(at_first_there_is_nothing) {
  const cadre::context nothing;
  BOOST_TEST(nothing.empty());
  BOOST_TEST(nothing.find(user) == nullptr);
  BOOST_TEST(nothing.without(user).empty());
  BOOST_TEST(cadre::context::current().empty());
  const cadre::context::scope inside(nothing);
  BOOST_TEST(cadre::context::current().empty());
}

// M-01: with() leaves what it was called on as it is.
BOOST_AUTO_TEST_CASE(a_chain_does_not_change) {
  const cadre::context first = cadre::context().with(user, "ada");
  const cadre::context second = first.with(user, "bob").with(depth, 2);
  BOOST_TEST(!first.empty());
  BOOST_TEST(text(first, user) == "ada");
  BOOST_TEST(first.find(depth) == nullptr);
  BOOST_TEST(text(second, user) == "bob", "the one that was added last");
  BOOST_TEST(*second.find(depth) == 2);
}

// M-01: a value has the type of its key, and keys of one type are told apart.
BOOST_AUTO_TEST_CASE(a_key_is_known_by_its_identity) {
  static_assert(!std::is_copy_constructible_v<cadre::context_key<int>>);
  static_assert(!std::is_copy_assignable_v<cadre::context_key<int>>);
  static_assert(std::is_same_v<decltype(cadre::context().find(depth)), const int*>);
  const cadre::context both = cadre::context().with(user, "ada").with(request, "r1");
  BOOST_TEST(text(both, user) == "ada");
  BOOST_TEST(text(both, request) == "r1");
  struct two_in_one {
    [[no_unique_address]] cadre::context_key<int> a;
    [[no_unique_address]] cadre::context_key<double> b;
  };
  const two_in_one keys{};
  BOOST_TEST(cadre::context().with(keys.a, 1).find(keys.b) == nullptr);
}

BOOST_AUTO_TEST_CASE(values_may_be_of_any_type_that_moves) {
  struct alignas(64) wide {
    int number;
    std::string text;
  };
  const cadre::context_key<std::unique_ptr<int>> owner;
  const cadre::context_key<wide> aligned;
  const cadre::context_key<cadre::context> outer;
  const cadre::context all = cadre::context()
                                 .with(owner, std::make_unique<int>(3))
                                 .with(aligned, wide{4, "four"})
                                 .with(outer, cadre::context().with(depth, 5));
  BOOST_TEST(**all.find(owner) == 3);
  BOOST_TEST(all.find(aligned)->text == "four");
  BOOST_TEST(reinterpret_cast<std::uintptr_t>(all.find(aligned)) % alignof(wide) == 0U);
  BOOST_TEST(*all.find(outer)->find(depth) == 5);
}

BOOST_AUTO_TEST_CASE(without_leaves_out_all_values_of_a_key) {
  const cadre::context all =
      cadre::context().with(depth, 1).with(user, "ada").with(request, "r1").with(user, "bob").with(depth, 2);
  const cadre::context rest = all.without(user);
  BOOST_TEST(rest.find(user) == nullptr);
  BOOST_TEST(text(rest, request) == "r1");
  BOOST_TEST(*rest.find(depth) == 2, "the others keep their order");
  BOOST_TEST(rest.find(request) == all.find(request), "and are not copied");
  BOOST_TEST(text(all, user) == "bob");
  BOOST_TEST(*all.without(depth).without(request).find(user) == "bob");
  BOOST_TEST(all.without(depth).without(request).without(user).empty());
}

// DEF-36 L-81 L-82: the whole chain, and nothing of what happens later.
BOOST_AUTO_TEST_CASE(a_copy_is_what_was_there_at_its_moment) {
  std::optional<cadre::context::scope> outer(std::in_place, user, "ada");
  std::optional<cadre::context::scope> inner(std::in_place, request, "r1");
  const cadre::context captured = cadre::context::current();
  const cadre::context::scope later(user, "bob");
  BOOST_TEST(text(captured, user) == "ada");
  BOOST_TEST(text(captured, request) == "r1");
  words there;
  std::thread([&] {
    there.push_back(seen(user));
    const cadre::context::scope taken_along(captured);
    there.push_back(seen(user));
    there.push_back(seen(request));
  }).join();
  BOOST_TEST(there == (words{"none", "ada", "r1"}), boost::test_tools::per_element());
  BOOST_TEST(seen(user) == "bob");
}

// M-01: capturing is copying a pointer.
BOOST_AUTO_TEST_CASE(nothing_but_a_new_value_takes_memory) {
  const cadre::context longer = cadre::context().with(user, "ada").with(request, "r1");
  BOOST_TEST(sizeof(cadre::context) == sizeof(void*));
  BOOST_TEST(allocations_of([&] {
               const cadre::context::scope inside(longer);
               cadre::context copy = cadre::context::current();
               const cadre::context other = std::move(copy);
               static_cast<void>(other.find(user));
             }) == 0U);
  BOOST_TEST(allocations_of([&] { static_cast<void>(longer.with(depth, 1)); }) == 2U);
}

// Each allocation fails in turn.
BOOST_AUTO_TEST_CASE(without_memory_nothing_changes) {
  const cadre::context::scope outer(user, "ada");
  const cadre::context before = cadre::context::current().with(request, "r1").with(depth, 1);
  const auto refused = [&](std::size_t granted, const std::function<void()>& call) {
    bool failed = false;
    const scarce_memory little(granted, shortage::for_all);
    try {
      call();
    } catch (const std::bad_alloc&) {
      failed = true;
    }
    return failed;
  };
  for (std::size_t granted = 0; granted < 2; ++granted) {
    BOOST_TEST(refused(granted, [&] { static_cast<void>(before.with(depth, 2)); }));
    BOOST_TEST(refused(granted, [&] { const cadre::context::scope inner(depth, 2); }));
    BOOST_TEST(refused(granted, [&] { static_cast<void>(before.without(user)); }));
  }
  BOOST_TEST(*before.find(depth) == 1);
  BOOST_TEST(text(before, user) == "ada");
  BOOST_TEST(seen(user) == "ada");
  BOOST_TEST(cadre::context::current().find(depth) == nullptr);
}

// M-01: with the last context that holds it, wherever that is.
BOOST_AUTO_TEST_CASE(a_value_is_destroyed_with_its_last_context) {
  std::optional<std::thread::id> where;
  cadre::context kept;
  {
    const cadre::context::scope inside(watched, at_end([&] { where = std::this_thread::get_id(); }));
    kept = cadre::context::current();
  }
  BOOST_TEST(!where.has_value());
  kept = kept.with(depth, 1);
  BOOST_TEST(!where.has_value());
  std::thread last([mine = std::move(kept)]() mutable { mine = cadre::context(); });
  const std::thread::id there = last.get_id();
  last.join();
  BOOST_TEST(kept.empty());
  BOOST_TEST((where == there));
}

BOOST_AUTO_TEST_CASE(a_values_destructor_finds_the_context_around) {
  words found;
  const cadre::context::scope outer(user, "ada");
  {
    const cadre::context::scope inner(
        cadre::context().with(watched, at_end([&] { found.push_back(seen(user)); })).with(user, "bob"));
    found.push_back(seen(user));
  }
  BOOST_TEST(found == (words{"bob", "ada"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_values_destructor_may_look_at_the_variable) {
  bool emptied = false;
  cadre::context variable;
  variable = cadre::context().with(watched, at_end([&] { emptied = variable.empty(); }));
  const cadre::context& same = variable;
  variable = same;
  BOOST_TEST(!emptied);
  variable = cadre::context();
  BOOST_TEST(emptied);
}

// M-01: a million values, taken down on a stack that has no room for a call for each.
BOOST_AUTO_TEST_CASE(a_chain_may_have_any_length) {
  constexpr int length = 1'000'000;
  int first = 0;
  std::size_t gone = 0;
  on_a_small_stack([&] {
    cadre::context longest = cadre::context().with(watched, at_end([&gone] { ++gone; }));
    for (int i = 1; i <= length; ++i) longest = longest.with(depth, i);
    cadre::context shared = longest;
    longest = cadre::context();
    first = *shared.find(depth);
    shared = shared.with(user, "ada").without(user);
    gone += shared.find(watched) == nullptr ? 10 : 0;
  });
  BOOST_TEST(first == length);
  BOOST_TEST(gone == 1U);
}

// M-01: copies of one chain come and go on several threads.
BOOST_AUTO_TEST_CASE(several_threads_share_a_chain) {
  std::atomic<int> gone = 0;
  std::atomic<int> right = 0;
  cadre::context shared = cadre::context().with(depth, 7).with(watched, at_end([&gone] { ++gone; }));
  at_once(3, [&right, mine = std::move(shared)](int i) {
    for (int round = 0; round < 300; ++round) {
      const cadre::context::scope inside(mine);
      const cadre::context::scope own(user, std::to_string(i));
      const cadre::context copy = cadre::context::current();
      if (*copy.find(depth) == 7 && text(copy, user) == std::to_string(i)) ++right;
    }
  });
  BOOST_TEST(right == 900);
  BOOST_TEST(gone == 1);
}

BOOST_AUTO_TEST_SUITE_END()
