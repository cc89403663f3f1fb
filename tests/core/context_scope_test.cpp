// context_scope_test.cpp - proves what cadre/context.hpp promises of scopes, and what becomes of those that end out of
// turn.

#include <boost/test/unit_test.hpp>
#include <cadre/context.hpp>
#include <memory>
#include <string>
#include <thread>

#include "recorded_errors.hpp"

using cadre_test::deliberate;

namespace {

const cadre::context_key<std::string> user;
const cadre::context_key<std::string> request;
const cadre::context_key<int> depth;

/// The text under a key, "none" where there is none.
std::string seen(const cadre::context_key<std::string>& key) {
  const cadre::context now = cadre::context::current();
  const std::string* const value = now.find(key);
  return value != nullptr ? *value : "none";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(context_scope)

// M-01 DEF-36
BOOST_AUTO_TEST_CASE(scopes_nest) {
  BOOST_TEST(seen(user) == "none");
  {
    const cadre::context::scope outer(user, "ada");
    const cadre::context::scope inner(request, "r1");
    BOOST_TEST(seen(user) == "ada");
    BOOST_TEST(seen(request) == "r1");
    {
      const cadre::context::scope hides(user, "bob");
      BOOST_TEST(seen(user) == "bob");
      const cadre::context::scope replaces(cadre::context().with(depth, 1));
      BOOST_TEST(seen(user) == "none", "this context and no other");
      BOOST_TEST(*cadre::context::current().find(depth) == 1);
    }
    BOOST_TEST(seen(user) == "ada");
  }
  BOOST_TEST(cadre::context::current().empty());
}

BOOST_AUTO_TEST_CASE(an_exception_ends_a_scope) {
  const cadre::context::scope outer(user, "ada");
  const auto fails = [] {
    const cadre::context::scope inner(user, "bob");
    throw deliberate("leaves the scope");
  };
  BOOST_CHECK_THROW(fails(), deliberate);
  BOOST_TEST(seen(user) == "ada");
}

BOOST_AUTO_TEST_CASE(a_value_that_fails_to_move_begins_no_scope) {
  struct stubborn {
    stubborn() = default;
    stubborn(stubborn&& /*other*/) { throw deliberate("move"); }  // NOLINT: that it throws is the point
    stubborn& operator=(stubborn&&) = delete;
    ~stubborn() = default;
  };
  const cadre::context_key<stubborn> key;
  const auto begins = [&key] { const cadre::context::scope inside(key, {}); };
  BOOST_CHECK_THROW(begins(), deliberate);
  BOOST_TEST(cadre::context::current().empty());
}

// Out of turn: the wrong values, but live ones; and the scope outside puts everything right.
BOOST_AUTO_TEST_CASE(scopes_that_end_out_of_turn_do_no_lasting_harm) {
  const cadre::context::scope around(user, "around");
  {
    const cadre::context::scope outside(user, "outside");
    auto first = std::make_unique<cadre::context::scope>(user, "first");
    auto second = std::make_unique<cadre::context::scope>(user, "second");
    first.reset();
    BOOST_TEST(seen(user) == "outside");
    second.reset();
    BOOST_TEST(seen(user) == "first");
  }
  BOOST_TEST(seen(user) == "around");
}

// The same for one that ends on another thread.
BOOST_AUTO_TEST_CASE(a_scope_that_ends_elsewhere_does_no_lasting_harm) {
  std::string there;
  std::string after;
  {
    const cadre::context::scope outside(user, "outside");
    auto moved = std::make_unique<cadre::context::scope>(user, "moved");
    std::thread([&] {
      const cadre::context::scope own(user, "own");
      moved.reset();
      there = seen(user);
      {
        const cadre::context::scope next(user, "next");
        after = seen(user);
      }
    }).join();
    BOOST_TEST(seen(user) == "moved");
  }
  BOOST_TEST(there == "outside");
  BOOST_TEST(after == "next");
  BOOST_TEST(cadre::context::current().empty());
}

BOOST_AUTO_TEST_SUITE_END()
