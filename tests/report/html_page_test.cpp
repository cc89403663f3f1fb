// The page: what is in it, and that nothing from a log can become a part of its markup. html.sh has it checked by a
// parser.

#include "html_page.hpp"

#include <boost/test/unit_test.hpp>

#include "lines.hpp"
#include "log_line.hpp"

using namespace report;

namespace {

std::string page_of(const std::vector<std::string>& lines) {
  tally all;
  for (const std::string& line : lines) all.add(entry_of(line));
  all.end_of_log();
  return html_page(all.result(), "https://example.org/guide?a&b");
}

bool has(const std::string& page, const std::string& part) {
  return page.find(part) != std::string::npos;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(html_page_)

BOOST_AUTO_TEST_CASE(characters_of_the_markup_are_escaped) {
  BOOST_TEST(escaped("a<b>&\"c\"'") == "a&lt;b&gt;&amp;&quot;c&quot;&#39;");
}

BOOST_AUTO_TEST_CASE(members_are_linked_to_the_guide) {
  const std::string page = page_of({json_line({.calls = "17"})});
  BOOST_TEST(has(page, "<a href=\"https://example.org/guide?a&amp;b#tps008\">TPS008</a>"));
  BOOST_TEST(has(page, "<td class=\"number\">17</td>"));
  BOOST_TEST(has(page, "<td class=\"code\">cadre::shim::pool_of(pool).statistics().idle</td>"));
}

BOOST_AUTO_TEST_CASE(an_unknown_id_has_no_link_and_a_note) {
  const std::string page = page_of({json_line({.id = "TPS999", .member = "<b>"})});
  BOOST_TEST(!has(page, "<a "));
  BOOST_TEST(has(page, "<td>TPS999</td><td class=\"code\">&lt;b&gt;</td>"));
  BOOST_TEST(has(page, "<p>Note: TPS999 is not known"));
}

BOOST_AUTO_TEST_CASE(places_have_readable_functions_and_classes) {
  BOOST_TEST(has(page_of({json_line({.function = "_ZN3app4drawEi"})}), "<td class=\"code\">app::draw(int)</td>"));
  BOOST_TEST(has(page_of({json_line({.class_name = "List<int>"})}), "<td class=\"code\">List&lt;int&gt;</td>"));
  BOOST_TEST(has(page_of({json_line({.vintage = "legacy"})}), "<td>no</td>"));
}

BOOST_AUTO_TEST_CASE(offsets_sort_as_numbers) {
  const std::string page = page_of({json_line({.offset = "0xff"}), json_line({.offset = "0xffffffffffffffff"})});
  BOOST_TEST(has(page, "<td class=\"code\" data-number=\"255\">0xff</td>"));
  BOOST_TEST(has(page, "data-number=\"18446744073709551615\">0xffffffffffffffff</td>"));
  BOOST_TEST(has(page, "dataset.number"));
  BOOST_TEST(!has(page_of({json_line({.class_name = "P"})}), "data-number="));
}

BOOST_AUTO_TEST_CASE(nothing_of_a_log_becomes_markup) {
  const std::string bad = "</td><script>alert(1)</script>'";
  const std::string quoted = "</td><script>alert(1)</script>'\\\"";
  const std::string page = page_of({json_line({.id = "TPS999",
                                               .member = quoted,
                                               .replacement = quoted,
                                               .module = quoted,
                                               .path = quoted,
                                               .function = quoted,
                                               .class_name = quoted}),
                                    record_line(bad, "0x1"), "threadpool: TPS998  " + bad + "  1  1"});
  BOOST_TEST(!has(page, "alert(1)</script>"));
  std::size_t scripts = 0;
  for (std::size_t at = page.find("<script"); at != page.npos; at = page.find("<script", at + 1)) ++scripts;
  BOOST_TEST(scripts == 1U);
}

BOOST_AUTO_TEST_CASE(the_page_needs_nothing_else) {
  const std::string page = page_of({json_line()});
  for (const char* const part : {"src=", "@import", "url(", "<link", "fetch"}) BOOST_TEST(!has(page, part), part);
}

BOOST_AUTO_TEST_CASE(no_findings) {
  const std::string page = page_of({});
  BOOST_TEST(has(page, "<p>No use of a removed member was found.</p>"));
  BOOST_TEST(!has(page, "<table"));
}

BOOST_AUTO_TEST_SUITE_END()
