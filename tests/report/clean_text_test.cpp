// Text from outside can be shown anywhere.

#include "../common/clean_text.hpp"

#include <boost/test/unit_test.hpp>

using namespace tools;

namespace {

constexpr const char* stand_in = "\xEF\xBF\xBD";

}  // namespace

BOOST_AUTO_TEST_SUITE(clean_text)

BOOST_AUTO_TEST_CASE(text_of_any_language_stays) {
  for (const char* const text : {"", "legacy-app", "Größe", "日本語", "😀", "~ !"}) BOOST_TEST(clean(text) == text);
}

BOOST_AUTO_TEST_CASE(control_characters_are_replaced) {
  const std::string text = std::string("a\x1b[31mb\tc\n\x7f") + '\0' + "d\xC2\x9B";
  const std::string r = stand_in;
  BOOST_TEST(clean(text) == "a" + r + "[31mb" + r + "c" + r + r + r + "d" + r);
}

BOOST_AUTO_TEST_CASE(bytes_that_are_no_utf8_are_replaced) {
  const std::string r = stand_in;
  BOOST_TEST(clean("\xFFz") == r + "z");
  BOOST_TEST(clean("ab\xC3") == "ab" + r);
  // The surrogates are no characters, nor is what lies beyond the last one.
  for (const char* const text : {"\xED\xA0\x80", "\xF4\x90\x80\x80", "\xC0\xAF"})
    BOOST_TEST(clean(text).find_first_not_of(r) == std::string::npos);
}

BOOST_AUTO_TEST_CASE(what_xml_forbids_is_replaced) {
  BOOST_TEST(clean("\xEF\xBF\xBF|\xEF\xBF\xBE") == std::string(stand_in) + "|" + stand_in);
}

BOOST_AUTO_TEST_CASE(complaints_have_the_beginning) {
  BOOST_TEST(excerpt("1q\x1b") == std::string("1q") + stand_in);
  BOOST_TEST(excerpt(std::string(80, 'x')) == std::string(80, 'x'));
  BOOST_TEST(excerpt(std::string(1'000'000, 'x')) == std::string(80, 'x').append("..."));
}

BOOST_AUTO_TEST_CASE(width_counts_characters) {
  BOOST_TEST(width("") == 0U);
  BOOST_TEST(width("app") == 3U);
  BOOST_TEST(width("Größe") == 5U);
}

BOOST_AUTO_TEST_SUITE_END()
