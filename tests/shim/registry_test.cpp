// The registry of removed members, alone and against the marks of the frozen header.

#define BOOST_TEST_MODULE registry
#include <cadre/shim/registry.hpp>

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cctype>
#include <fstream>
#include <iterator>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace {

using cadre::shim::deprecation;
using cadre::shim::deprecation_kind;
using cadre::shim::deprecations;

struct mark {
  std::string id;
  std::string replacement;
  std::string member;
};

std::string frozen_header() {
  std::ifstream file(FROZEN_HEADER);
  BOOST_REQUIRE_MESSAGE(file, "cannot read " FROZEN_HEADER);
  return {std::istreambuf_iterator<char>(file), {}};
}

const std::string mark_start = "THREADPOOL_REMOVED(\"";

// What stands between the next two quotation marks from `at` on; `at` goes behind them.
std::string quoted(const std::string& text, std::size_t& at) {
  const std::size_t begin = text.find('"', at) + 1;
  const std::size_t end = text.find('"', begin);
  at = end + 1;
  return text.substr(begin, end - begin);
}

// A mark stands before a declaration; the member's name is the last word before the parameters.
std::vector<mark> marks_of(const std::string& text) {
  std::vector<mark> marks;
  for (auto at = text.find(mark_start); at != std::string::npos; at = text.find(mark_start, at)) {
    mark next;
    next.id = quoted(text, at);
    next.replacement = quoted(text, at);
    const std::string declaration = text.substr(at, text.find('(', at) - at);
    next.member = declaration.substr(declaration.find_last_of(" \n") + 1);
    marks.push_back(std::move(next));
  }
  return marks;
}

std::size_t count_of(const std::string& text, const std::string& word) {
  std::size_t count = 0;
  for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) ++count;
  return count;
}

std::optional<deprecation> row_of(const std::string& id) {
  const auto found = std::find_if(deprecations.begin(), deprecations.end(), [&](auto& row) { return row.id == id; });
  return found == deprecations.end() ? std::nullopt : std::optional(*found);
}

bool well_formed(std::string_view id) {
  return id.size() == 6 && id.starts_with("TPS") && id.find_first_not_of("0123456789", 3) == id.npos;
}

// What the queue offers is named by the way to it; its two gauges are the queue's own row.
bool names(const deprecation& row, const std::string& member) {
  const std::string text(row.member);
  const bool gauge_of_queue = text == "q()" && (member == "qsize" || member == "empty");
  return gauge_of_queue || text == member || text == member + "()" || text.find("." + member + "(") != text.npos;
}

}  // namespace

BOOST_AUTO_TEST_CASE(ids_are_unique_and_ascending) {
  for (std::size_t i = 0; i < deprecations.size(); ++i) {
    BOOST_TEST(well_formed(deprecations[i].id), deprecations[i].id);
    if (i > 0) BOOST_TEST(deprecations[i - 1].id < deprecations[i].id);
  }
}

BOOST_AUTO_TEST_CASE(every_row_is_complete) {
  for (const auto& row : deprecations) {
    BOOST_TEST_CONTEXT(row.id) {
      BOOST_TEST(!row.member.empty());
      BOOST_TEST(!row.replacement.empty());
      BOOST_TEST(row.since == "2.0");
      BOOST_TEST(row.removed_in == "3.0");
      BOOST_TEST(row.effect.empty() == (row.kind != deprecation_kind::dead));
      std::string anchor(row.id);
      std::transform(anchor.begin(), anchor.end(), anchor.begin(), [](unsigned char c) { return std::tolower(c); });
      BOOST_TEST(row.anchor == anchor);
    }
  }
}

BOOST_AUTO_TEST_CASE(every_mark_of_the_frozen_header_agrees_with_its_row) {
  const std::string header = frozen_header();
  const auto marks = marks_of(header);
  BOOST_TEST(!marks.empty());
  for (const auto& mark : marks) {
    BOOST_TEST_CONTEXT(mark.id << " " << mark.member) {
      const auto row = row_of(mark.id);
      BOOST_TEST_REQUIRE(row.has_value());
      BOOST_TEST(row->replacement == mark.replacement);
      BOOST_TEST(names(*row, mark.member), row->member);
    }
  }
}

BOOST_AUTO_TEST_CASE(every_row_of_a_call_is_marked_in_the_frozen_header) {
  std::set<std::string, std::less<>> marked;
  for (const auto& mark : marks_of(frozen_header())) marked.insert(mark.id);
  for (const auto& row : deprecations)
    BOOST_TEST(marked.contains(row.id) == (row.kind != deprecation_kind::overridden), row.id);
}

BOOST_AUTO_TEST_CASE(since_agrees_with_the_text_of_the_compiler_warning) {
  const std::string header = frozen_header();
  for (const auto& row : deprecations)
    BOOST_TEST(count_of(header, "removed since " + std::string(row.since) + ":") == 1U, row.id);
}
