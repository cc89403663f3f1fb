// What the exit status says of what was found.

#include "findings.hpp"

#include <boost/test/unit_test.hpp>
#include <sstream>

#include "report_text.hpp"

namespace {

scan::findings with(bool use, bool hook, bool doubt, bool trouble) {
  scan::findings all;
  scan::object_findings object;
  if (use) object.uses.push_back({&cadre::shim::deprecations[0], "_ZNK10threadpool10ThreadPool3minEv", {}});
  if (hook) object.overrides.push_back({&cadre::shim::deprecations[32], "Client", {}, {}, false});
  if (doubt) object.unknowns.push_back({"everything", "a reason"});
  all.objects.push_back(object);
  if (trouble) all.problems.push_back({"file", {}, "is damaged", 64});
  return all;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(findings)

BOOST_AUTO_TEST_CASE(what_is_not_read_comes_before_what_is_found_and_that_before_what_is_unknown) {
  BOOST_TEST(scan::exit_status({}) == 0);
  BOOST_TEST(scan::exit_status(with(false, false, false, false)) == 0);
  BOOST_TEST(scan::exit_status(with(false, false, true, false)) == 3);
  BOOST_TEST(scan::exit_status(with(true, false, true, false)) == 1);
  BOOST_TEST(scan::exit_status(with(false, true, true, false)) == 1);
  BOOST_TEST(scan::exit_status(with(false, false, false, true)) == 2);
  BOOST_TEST(scan::exit_status(with(true, true, true, true)) == 2);
}

BOOST_AUTO_TEST_CASE(every_report_ends_with_what_no_scan_can_see) {
  for (const bool found : {false, true}) {
    std::ostringstream out;
    scan::write_text(out, with(found, found, found, found));
    std::string text = out.str();
    BOOST_TEST_REQUIRE(text.ends_with('\n'));
    text.pop_back();
    BOOST_TEST(text.ends_with(scan::blind_spot), text);
  }
}

BOOST_AUTO_TEST_CASE(a_problem_names_file_and_offset) {
  std::ostringstream out;
  scan::write_problems(out, with(false, false, false, true));
  BOOST_TEST(out.str() == "threadpool-scan: file: is damaged, at offset 0x40\n");
}

BOOST_AUTO_TEST_SUITE_END()
