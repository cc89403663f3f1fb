// The conformance suite: a client of threadpool/ThreadPool.h and of nothing else, compiled once and run on
// both libraries. Where they differ on purpose, a case states both expectations and the ID of the decision.

#define BOOST_TEST_MODULE conformance
#define BOOST_TEST_NO_MAIN
#include <link.h>

#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

#include "../support/todo_list.hpp"
#include "library.hpp"

namespace {

std::vector<std::string> loadedPools() {
  std::vector<std::string> names;
  ::dl_iterate_phdr(
      [](::dl_phdr_info* object, std::size_t, void* all) {
        const std::string name = object->dlpi_name;
        if (name.find("libthreadpool.so") != std::string::npos)
          static_cast<std::vector<std::string>*>(all)->push_back(name);
        return 0;
      },
      &names);
  return names;
}

/// The list beside this file is about the shim. Without a library the first case says so.
bool todosApply() {
  try {
    return conformance::onShim();
  } catch (const std::runtime_error&) {
    return false;
  }
}

std::string todoList() {
  return std::filesystem::path(__FILE__).replace_filename("todo_shim").string();
}

}  // namespace

// The run is worth nothing if the loader picked the other library.
BOOST_AUTO_TEST_CASE(runs_on_the_library_that_ctest_names) {
  BOOST_TEST((conformance::onLegacy() || conformance::onShim()));
  const char* expected = std::getenv("CONFORMANCE_FILE");
  BOOST_TEST_REQUIRE(expected != nullptr);
  const auto loaded = loadedPools();
  BOOST_TEST_REQUIRE(loaded.size() == 1u);
  BOOST_TEST(std::filesystem::equivalent(loaded.front(), expected), loaded.front() << " is not " << expected);
}

int main(int argc, char** argv) {
  if (!todosApply()) return boost::unit_test::unit_test_main(&init_unit_test, argc, argv);
  const support::TodoList todo(todoList());
  return todo.exitStatus(boost::unit_test::unit_test_main(&init_unit_test, argc, argv));
}
