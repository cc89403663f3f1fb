// stepped_team.hpp - the kit's scripted team, as a test of the core uses it: a wrong end fails the test.

#pragma once

#include <boost/test/unit_test.hpp>
#include <cadre/testing/leak_check.hpp>
#include <cadre/testing/scripted_team.hpp>
#include <cstddef>
#include <string>

#include "recorded_errors.hpp"

namespace cadre_test {

using cadre::testing::coordination;

/// Every test ends with the whole life of a team: it finishes, and each accepted task has ended exactly once (promise
/// 1 of the design), each worker is gone, the coordinator was quit once (T-45), and every error was claimed (D-11).
class stepped_team : public cadre::testing::scripted_team {
 public:
  using scripted_team::scripted_team;
  stepped_team(const stepped_team&) = delete;
  stepped_team& operator=(const stepped_team&) = delete;
  ~stepped_team() {
    for (const std::string& text : end()) BOOST_ERROR(text);
    for (const std::string& text : errors.claim()) BOOST_ERROR("an error that no test claimed: " + text);
  }

  /// Makes `count` workers busy, each with one task.
  void occupy(std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) submit([] {});
    BOOST_REQUIRE(now().busy == count);
  }
  /// Ends the task of each worker that has one.
  void complete_all() {
    const std::size_t made = workers.size();
    for (std::size_t i = 0; i < made; ++i) complete(i);
  }
};

}  // namespace cadre_test
