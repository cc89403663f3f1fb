// Text that many places have.

#include "shared_text.hpp"

#include <boost/test/unit_test.hpp>
#include <optional>
#include <string>

BOOST_AUTO_TEST_SUITE(shared_text)

BOOST_AUTO_TEST_CASE(the_same_text_is_kept_once_and_outlives_the_file) {
  std::optional<std::string> file = "_ZN3app4drawEi";
  std::optional<scan::shared_texts> texts(std::in_place);
  const scan::shared_text first = texts->of(*file);
  const scan::shared_text second = texts->of(std::string_view(*file));
  BOOST_TEST(first.view().data() == second.view().data());
  BOOST_TEST(texts->of("other").view() == "other");
  texts.reset();
  file.reset();
  BOOST_TEST(first.view() == "_ZN3app4drawEi");
}

BOOST_AUTO_TEST_CASE(nothing_is_empty) {
  BOOST_TEST(scan::shared_text().empty());
  BOOST_TEST(scan::shared_texts().of("").empty());
}

BOOST_AUTO_TEST_SUITE_END()
