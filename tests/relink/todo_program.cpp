// A suite whose cases pass and fail in all ways, run with the list of known failures that KNOWN_FAILURES names.

#define BOOST_TEST_MODULE todo
#define BOOST_TEST_NO_MAIN
#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <stdexcept>

#include "../support/todo_list.hpp"

namespace {

struct Broken {
  Broken() { throw std::runtime_error("a fixture"); }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(good)
BOOST_AUTO_TEST_CASE(passes) {
  BOOST_TEST(true);
}
BOOST_AUTO_TEST_CASE(skipped, *boost::unit_test::disabled()) {
  BOOST_TEST(false);
}
BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(bad)
BOOST_AUTO_TEST_CASE(checks) {
  BOOST_TEST(false);
}
BOOST_AUTO_TEST_CASE(requires_) {
  BOOST_TEST_REQUIRE(false);
}
BOOST_AUTO_TEST_CASE(throws) {
  throw std::runtime_error("a case");
}
BOOST_AUTO_TEST_SUITE_END()

// These two only run when they are asked for.
BOOST_AUTO_TEST_SUITE(crash, *boost::unit_test::disabled())
BOOST_AUTO_TEST_CASE(aborts) {
  std::abort();
}
BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(fixture, *boost::unit_test::fixture<Broken>() * boost::unit_test::disabled())
BOOST_AUTO_TEST_CASE(never_runs) {
  BOOST_TEST(true);
}
BOOST_AUTO_TEST_SUITE_END()

int main(int argc, char** argv) {
  const char* const path = std::getenv("KNOWN_FAILURES");
  const support::TodoList todo(path != nullptr ? path : "");
  return todo.exitStatus(boost::unit_test::unit_test_main(&init_unit_test, argc, argv));
}
