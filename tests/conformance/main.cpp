// The conformance suite: a client of threadpool/ThreadPool.h and of nothing else, compiled once and run on
// both libraries. Where they differ on purpose, a case states both expectations and the ID of the decision.

#define BOOST_TEST_MODULE conformance
#include <link.h>

#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

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
