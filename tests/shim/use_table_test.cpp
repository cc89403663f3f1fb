// The hash table of places: one entry for each, whoever comes first.

#define BOOST_TEST_MODULE use_table
#include "deprecation/use_table.hpp"

#include <array>
#include <boost/test/unit_test.hpp>
#include <latch>
#include <memory>
#include <set>
#include <thread>
#include <vector>

namespace {

using cadre::shim::deprecations;
using cadre::shim::use;
using cadre::shim::use_table;

// More than there are chains, so that chains have more than one entry.
constexpr std::size_t many = 3000;
char places[many];

// Entries stay for the life of a process; those of a test go with it.
struct owned_table : use_table {
  ~owned_table() {
    std::vector<const use*> all;
    for_each([&](const use& entry) { all.push_back(&entry); });
    for (const use* entry : all) delete entry;
  }
};

std::unique_ptr<use> entry_for(std::size_t id, const void* site) {
  return std::make_unique<use>(id, site, cadre::shim::deprecation_record{deprecations[id], "", 0, {}});
}

std::size_t size(const use_table& table) {
  std::size_t entries = 0;
  table.for_each([&](const use&) { ++entries; });
  return entries;
}

}  // namespace

BOOST_AUTO_TEST_CASE(an_entry_is_found_by_its_member_and_place_only) {
  owned_table table;
  const auto [entry, added] = table.insert(entry_for(7, &places[0]));
  BOOST_TEST(added);
  BOOST_TEST(table.find(7, &places[0]) == entry);
  BOOST_TEST(table.find(8, &places[0]) == nullptr);
  BOOST_TEST(table.find(7, &places[1]) == nullptr);
}

BOOST_AUTO_TEST_CASE(the_second_entry_for_a_place_is_not_added) {
  owned_table table;
  const auto first = table.insert(entry_for(7, &places[0]));
  const auto second = table.insert(entry_for(7, &places[0]));
  BOOST_TEST(!second.second);
  BOOST_TEST(second.first == first.first);
  BOOST_TEST(size(table) == 1U);
}

BOOST_AUTO_TEST_CASE(many_entries_are_all_found_and_visited_once) {
  owned_table table;
  for (auto& place : places) table.insert(entry_for(3, &place));
  for (auto& place : places) BOOST_TEST_REQUIRE(table.find(3, &place)->site == &place);
  std::set<const void*> visited;
  table.for_each([&](const use& entry) { visited.insert(entry.site); });
  BOOST_TEST(visited.size() == many);
  BOOST_TEST(size(table) == many);
}

BOOST_AUTO_TEST_CASE(of_threads_that_insert_together_one_succeeds_and_all_get_its_entry) {
  constexpr std::size_t threads = 2;
  for (int round = 0; round < 20; ++round) {
    owned_table table;
    std::latch together(threads);
    std::array<std::vector<std::pair<use*, bool>>, threads> results;
    std::vector<std::thread> running;
    for (auto& mine : results)
      running.emplace_back([&] {
        std::vector<std::unique_ptr<use>> fresh;
        for (auto& place : places) fresh.push_back(entry_for(5, &place));
        mine.reserve(many);
        together.arrive_and_wait();
        // Who is behind only has to search, catches up, and meets the other at the same place.
        for (auto& entry : fresh) mine.push_back(table.insert(std::move(entry)));
      });
    for (auto& thread : running) thread.join();
    BOOST_TEST_REQUIRE(size(table) == many);
    for (std::size_t i = 0; i < many; ++i) {
      BOOST_TEST_REQUIRE(results[0][i].first == results[1][i].first);
      BOOST_TEST_REQUIRE(results[0][i].second != results[1][i].second);
    }
  }
}
