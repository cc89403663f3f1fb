// The schema says what the reader takes: no key more, no key less, the same words.

#include <boost/test/unit_test.hpp>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

#include "json_line.hpp"
#include "lines.hpp"

using nlohmann::json;

namespace {

const json& schema() {
  static const json only = json::parse(std::ifstream(SCHEMA));
  return only;
}

json line() {
  return json::parse(json_line());
}

bool is_taken(const json& object) {
  try {
    return std::holds_alternative<report::json_event>(report::json_entry(object.dump()));
  } catch (const report::damaged_line&) {
    return false;
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(schema_)

BOOST_AUTO_TEST_CASE(all_keys_are_described_and_always_there) {
  std::set<std::string> described;
  for (const auto& [key, value] : schema().at("properties").items()) described.insert(key);
  BOOST_TEST((schema().at("required").get<std::set<std::string>>() == described));
  std::set<std::string> written;
  const json object = line();
  for (const auto& [key, value] : object.items()) written.insert(key);
  BOOST_TEST((described == written));
}

BOOST_AUTO_TEST_CASE(the_reader_wants_every_key_of_the_right_type) {
  BOOST_TEST(is_taken(line()));
  for (const auto& key : schema().at("required").get<std::vector<std::string>>()) {
    json object = line();
    object[key] = object[key].is_string() ? json(17) : json("text");
    BOOST_TEST(!is_taken(object), key);
    object.erase(key);
    BOOST_TEST(!is_taken(object), key);
  }
}

BOOST_AUTO_TEST_CASE(the_reader_takes_the_words_of_the_schema_and_no_others) {
  for (const auto& [key, what] : schema().at("properties").items()) {
    if (!what.contains("enum")) continue;
    json object = line();
    for (const auto& word : what.at("enum")) {
      object[key] = word;
      BOOST_TEST(is_taken(object), word.dump());
    }
    object[key] = "another";
    BOOST_TEST(!is_taken(object), key);
  }
}

BOOST_AUTO_TEST_SUITE_END()
