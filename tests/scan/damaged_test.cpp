// Damaged files: an error or another report, and nothing worse.

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <fstream>
#include <iterator>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "report_json.hpp"
#include "report_text.hpp"
#include "scan_file.hpp"
#include "small_memory.hpp"

namespace {

using contents = std::vector<char>;

/// Paths of an object, an archive, a library and a program.
std::vector<std::string> samples() {
  std::istringstream list(SCAN_SAMPLES);
  std::vector<std::string> paths;
  for (std::string path; std::getline(list, path, ':');) paths.push_back(path);
  return paths;
}

contents read(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  BOOST_REQUIRE_MESSAGE(file, "cannot read " << path);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// The exit status, after all reports were written. What is not read, is named.
int status_of(contents file) {
  scan::findings all;
  scan::scan_contents("sample", file, all);
  std::ostringstream out;
  scan::write_text(out, all);
  scan::write_json(out, all);
  std::ostringstream errors;
  scan::write_problems(errors, all);
  for (const scan::problem& each : all.problems) {
    BOOST_TEST(each.file == "sample");
    BOOST_TEST(!each.what.empty());
  }
  const int status = scan::exit_status(all);
  BOOST_TEST((status == 2) == (errors.str().find("threadpool-scan: sample") == 0), errors.str());
  return status;
}

/// Headers decide more than what is between them: half of the damage is done there.
std::size_t somewhere(const contents& file, std::mt19937& random) {
  const std::size_t headers = std::min<std::size_t>(file.size(), 2048);
  switch (random() % 4) {
    case 0:
      return random() % 64;
    case 1:
      return file.size() - 1 - random() % headers;
    default:
      return random() % file.size();
  }
}

/// Small files are damaged more often, so that each takes about as long.
int rounds(const contents& file) {
  return static_cast<int>(std::clamp<std::size_t>(20'000'000 / file.size(), 20, 2000));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(damaged)

BOOST_AUTO_TEST_CASE(the_samples_are_understood_while_they_are_whole) {
  BOOST_TEST(samples().size() == 4U);
  for (const std::string& path : samples()) BOOST_TEST(status_of(read(path)) == 1, path);
}

BOOST_AUTO_TEST_CASE(a_file_that_is_cut_off_is_an_error) {
  for (const std::string& path : samples()) {
    const contents whole = read(path);
    const int cuts = std::min(rounds(whole), 300);
    for (int cut = 0; cut < cuts; ++cut) {
      const std::size_t size = whole.size() * static_cast<std::size_t>(cut) / static_cast<std::size_t>(cuts);
      const contents part(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size));
      BOOST_TEST(status_of(part) == 2, path << " cut off at " << size);
    }
  }
}

BOOST_AUTO_TEST_CASE(where_memory_does_not_suffice_the_file_is_named_and_the_next_one_is_scanned) {
  contents sample = read(samples().front());
  scan::findings all;
  {
    const small_memory limit(500);
    scan::scan_contents("first", sample, all);
  }
  scan::scan_contents("second", sample, all);
  BOOST_TEST_REQUIRE(all.problems.size() == 1U);
  BOOST_TEST(all.problems[0].file == "first");
  BOOST_TEST(all.problems[0].what == "needs more memory than there is");
  BOOST_TEST_REQUIRE(all.objects.size() == 1U);
  BOOST_TEST(all.objects[0].file == "second");
  BOOST_TEST(!all.objects[0].uses.empty());
}

BOOST_AUTO_TEST_CASE(wrong_bytes_do_no_harm) {
  std::mt19937 random(20250701);
  for (const std::string& path : samples()) {
    const contents whole = read(path);
    for (int round = rounds(whole); round > 0; --round) {
      contents file = whole;
      for (auto wrong = 1 + random() % 12; wrong > 0; --wrong)
        file[somewhere(file, random)] = static_cast<char>(random() % 3 == 0 ? 0xff : random());
      const int status = status_of(file);
      BOOST_TEST((status >= 0 && status <= 3));
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
