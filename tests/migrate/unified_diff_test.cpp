#include "unified_diff.hpp"

#include <boost/test/unit_test.hpp>

namespace {

using migrate::unified_diff;

BOOST_AUTO_TEST_SUITE(diff)

BOOST_AUTO_TEST_CASE(nothing_is_nothing) {
  BOOST_TEST(unified_diff("a", "text\n", {}).empty());
}

BOOST_AUTO_TEST_CASE(a_hunk_has_three_lines_around_and_the_reason) {
  BOOST_TEST(unified_diff("x/a.cpp", "1\n2\n3\n4\n5\n6\n7\n8\n9\n", {{{8, 9, "five"}, "why"}}) ==
             "--- a/x/a.cpp\n+++ b/x/a.cpp\n@@ -2,7 +2,7 @@ why\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n");
}

BOOST_AUTO_TEST_CASE(lines_that_come_and_go_leave_their_neighbours) {
  BOOST_TEST(unified_diff("a", "1\n2\n3\n", {{{2, 2, "new\n"}, ""}, {{4, 6, ""}, ""}}) ==
             "--- a/a\n+++ b/a\n@@ -1,3 +1,3 @@\n 1\n+new\n 2\n-3\n");
}

BOOST_AUTO_TEST_CASE(two_edits_of_one_line_are_one_line) {
  BOOST_TEST(unified_diff("a", "abc\n", {{{0, 1, "x"}, "one"}, {{2, 3, "y"}, "two"}}) ==
             "--- a/a\n+++ b/a\n@@ -1,1 +1,1 @@ one; two\n-abc\n+xby\n");
}

BOOST_AUTO_TEST_CASE(far_places_have_hunks_of_their_own) {
  std::string text;
  for (int i = 0; i < 20; ++i) text += "l\n";
  const std::string found = unified_diff("a", text, {{{0, 0, "n\n"}, ""}, {{38, 39, "x"}, ""}});
  BOOST_TEST(found.find("@@ -1,3 +1,4 @@") != found.npos, found);
  BOOST_TEST(found.find("@@ -17,4 +18,4 @@") != found.npos, found);
}

BOOST_AUTO_TEST_CASE(a_missing_end_of_line_is_said) {
  BOOST_TEST(unified_diff("a", "1\n2", {{{2, 3, "two"}, ""}}) ==
             "--- a/a\n+++ b/a\n@@ -1,2 +1,2 @@\n 1\n-2\n\\ No newline at end of file\n+two\n\\ No newline at end of "
             "file\n");
  BOOST_TEST(unified_diff("a", "1\n2", {{{3, 3, "\n3\n"}, ""}}) ==
             "--- a/a\n+++ b/a\n@@ -1,2 +1,3 @@\n 1\n-2\n\\ No newline at end of file\n+2\n+3\n");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
