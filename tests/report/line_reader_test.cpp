// A log, line by line.

#include "line_reader.hpp"

#include <boost/test/unit_test.hpp>
#include <fstream>
#include <sstream>

using namespace report;

namespace {

struct read_line {
  std::string text;
  std::uint64_t number, offset;
  bool too_long;
  bool operator==(const read_line&) const = default;
};

std::ostream& operator<<(std::ostream& out, const read_line& line) {
  return out << line.number << '@' << line.offset << (line.too_long ? " too long" : " ") << line.text;
}

std::vector<read_line> lines_of(const std::string& text, std::size_t longest) {
  std::istringstream from(text);
  line_reader reader(from, longest);
  std::vector<read_line> all;
  for (numbered_line line; reader.next(line);)
    all.push_back({std::string(line.text), line.number, line.offset, line.too_long});
  return all;
}

void check(const std::vector<read_line>& found, const std::vector<read_line>& wanted) {
  BOOST_TEST(found == wanted, boost::test_tools::per_element());
}

}  // namespace

BOOST_AUTO_TEST_SUITE(line_reader_)

BOOST_AUTO_TEST_CASE(lines_are_numbered_and_placed) {
  check(lines_of("", 9), {});
  check(lines_of("\n", 9), {{"", 1, 0, false}});
  check(lines_of("ab\n\ncde", 9), {{"ab", 1, 0, false}, {"", 2, 3, false}, {"cde", 3, 4, false}});
  check(lines_of("ab\n", 9), {{"ab", 1, 0, false}});
}

BOOST_AUTO_TEST_CASE(a_line_that_is_too_long_is_passed_over_and_the_rest_is_read) {
  check(lines_of("abc\nabcd\nx\n", 3), {{"abc", 1, 0, false}, {"", 2, 4, true}, {"x", 3, 9, false}});
  check(lines_of("abcd", 3), {{"", 1, 0, true}});
}

BOOST_AUTO_TEST_CASE(lines_may_be_longer_than_what_is_read_at_once) {
  const std::string huge(300'000, 'x');
  check(lines_of(huge + "\ny", 1 << 20), {{huge, 1, 0, false}, {"y", 2, 300'001, false}});
  check(lines_of(huge + "\ny", 1 << 17), {{"", 1, 0, true}, {"y", 2, 300'001, false}});
}

BOOST_AUTO_TEST_CASE(bytes_of_value_zero_are_part_of_a_line) {
  const std::string text("a\0b\nc", 5);
  check(lines_of(text, 9), {{std::string("a\0b", 3), 1, 0, false}, {"c", 2, 4, false}});
}

BOOST_AUTO_TEST_CASE(what_cannot_be_read_is_told_by_the_stream) {
  std::ifstream folder("/");
  line_reader reader(folder);
  numbered_line line;
  BOOST_TEST(!reader.next(line));
  BOOST_TEST(folder.bad());
}

BOOST_AUTO_TEST_SUITE_END()
