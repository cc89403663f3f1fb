// The function that an offset is in.

#include "function_names.hpp"

#include <sys/stat.h>

#include <boost/test/unit_test.hpp>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <random>
#include <sstream>

namespace fs = std::filesystem;
using namespace report;

namespace {

struct close_pipe {
  void operator()(std::FILE* pipe) const noexcept { ::pclose(pipe); }
};

/// What caller.cpp says of itself.
struct caller {
  caller() {
    const std::unique_ptr<std::FILE, close_pipe> pipe(::popen("'" CALLER "'", "r"));
    BOOST_TEST_REQUIRE(pipe != nullptr);
    char text[1000] = {};
    BOOST_TEST_REQUIRE(std::fgets(text, sizeof text, pipe.get()) != nullptr);
    std::istringstream words(text);
    words >> build_id >> exported >> std::hex >> exported_at >> inner >> inner_at >> label >> label_at;
    BOOST_TEST_REQUIRE(!words.fail(), text);
    fs::create_directories(WORK);
  }

  [[nodiscard]] static std::string contents() {
    std::ifstream file(CALLER, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }

  /// What is found in a file with these bytes.
  [[nodiscard]] std::string found_in(const std::string& bytes) const {
    const std::string name = WORK "/damaged";
    std::ofstream(name, std::ios::binary) << bytes;
    return function_names().at(name, build_id, exported_at);
  }

  std::string build_id, exported, inner, label;
  std::uint64_t exported_at = 0, inner_at = 0, label_at = 0;
  function_names names;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(function_names_, caller)

BOOST_AUTO_TEST_CASE(functions_are_found_by_any_place_inside) {
  BOOST_TEST(names.at(CALLER, build_id, exported_at) == exported);
  BOOST_TEST(names.at(CALLER, build_id, exported_at + 1) == exported);
  BOOST_TEST(names.at(CALLER, build_id, inner_at + 1) == inner);
}

BOOST_AUTO_TEST_CASE(places_outside_of_functions_have_none) {
  BOOST_TEST(names.at(CALLER, build_id, 1).empty());
  BOOST_TEST(names.at(CALLER, build_id, ~std::uint64_t{0}).empty());
  // Where a label's code ends is not known, so what is behind it may be anything.
  BOOST_TEST(names.at(CALLER, build_id, label_at + 1).empty());
}

BOOST_AUTO_TEST_CASE(a_file_of_another_build_is_not_looked_at) {
  BOOST_TEST(names.at(CALLER, "00", exported_at).empty());
  BOOST_TEST(names.at(CALLER, "", exported_at).empty());
  BOOST_TEST(names.at(CALLER, build_id.substr(2), exported_at).empty());
}

BOOST_AUTO_TEST_CASE(what_is_no_such_file_has_no_functions) {
  const std::string pipe = WORK "/pipe";
  fs::remove(pipe);
  BOOST_TEST_REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
  for (const std::string& path : {std::string(), std::string(WORK "/none"), std::string(WORK), pipe,
                                  std::string("/dev/zero"), std::string(SCHEMA)})
    BOOST_TEST(names.at(path, build_id, exported_at).empty(), path);
}

BOOST_AUTO_TEST_CASE(a_copy_is_as_good) {
  BOOST_TEST(found_in(contents()) == exported);
}

BOOST_AUTO_TEST_CASE(a_file_that_is_cut_short_has_none_or_the_right_one) {
  const std::string whole = contents();
  for (std::size_t part = 0; part < 64; ++part) {
    const std::string found = found_in(whole.substr(0, whole.size() * part / 64));
    BOOST_TEST((found.empty() || found == exported), found);
  }
}

// What a damaged file is said to have does not matter, as long as something is said.
BOOST_AUTO_TEST_CASE(a_damaged_file_does_no_harm) {
  std::mt19937 random(17);
  const std::string whole = contents();
  for (int round = 0; round < 200; ++round) {
    std::string bytes = whole;
    // Headers are at the start, and the sections' at the end.
    const std::size_t first = round % 2 == 0 ? 0 : bytes.size() - bytes.size() / 8;
    const std::size_t size = round % 2 == 0 ? 1024 : bytes.size() / 8;
    for (int i = 0; i < 8; ++i) bytes[first + random() % size] = static_cast<char>(random());
    const std::string found = found_in(bytes);
    BOOST_TEST(found.size() < whole.size());
  }
}

BOOST_AUTO_TEST_SUITE_END()
