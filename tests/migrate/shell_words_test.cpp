#include "shell_words.hpp"

#include <boost/test/unit_test.hpp>

namespace {

using words = std::vector<std::string>;

void check(const char* text, const words& wanted) {
  const words found = migrate::shell_words(text);
  BOOST_TEST(found == wanted, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE(shell_words)

BOOST_AUTO_TEST_CASE(blanks_separate) {
  check("", {});
  check("  a\tb\n c ", {"a", "b", "c"});
}

BOOST_AUTO_TEST_CASE(quotes_join) {
  check(R"(a 'b c' "d e"f'g'"" '')", {"a", "b c", "d efg", ""});
  check(R"('a"b' "a'b")", {"a\"b", "a'b"});
  check(R"('open  end)", {"open  end"});
}

BOOST_AUTO_TEST_CASE(backslashes_escape) {
  check(R"(a\ b \"c\" \\)", {"a b", "\"c\"", "\\"});
  check(R"("a\"b\\c\d" 'a\b')", {R"(a"b\c\d)", R"(a\b)"});
  check(R"(-DNAME=\"x\")", {R"(-DNAME="x")"});
  check("a\\", {"a\\"});
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
