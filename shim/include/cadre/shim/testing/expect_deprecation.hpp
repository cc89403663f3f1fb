// cadre/shim/testing/expect_deprecation.hpp - fails a Boost.Test case that uses removed members without saying so.
//
// Part of Cadre; terms in LICENSE at the top of the repository. A test program includes it after having chosen, as
// Boost.Test asks, how it links that library.

#pragma once

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cadre/shim/deprecation_log.hpp"
#include "cadre/shim/deprecation_policy.hpp"

namespace cadre::shim::testing {

/// A fixture: at the end of a case it fails the case for each use of a removed member that was not expected, and for
/// each expected member that was not used.
///
///     BOOST_FIXTURE_TEST_CASE(gauges, cadre::shim::testing::expected_deprecations) {
///       expect_deprecation("TPS008");
///       BOOST_TEST(pool.waiters().empty());
///     }
///
/// While it lives it takes the place of the program's sink and policy: every use counts, not only the first at a place.
/// The rules in the environment variable THREADPOOL_DEPRECATIONS stand behind, so leave it unset for tests.
///
/// Thread safety: uses may come from any thread; the members are for the test's own. Uses by threads that outlive the
/// case are the next one's. One at a time.
class expected_deprecations {
 public:
  expected_deprecations() : policy_(deprecation_policy()), sink_(set_deprecation_sink(recorder())) {
    set_deprecation_policy("always");
  }
  expected_deprecations(const expected_deprecations&) = delete;
  expected_deprecations& operator=(const expected_deprecations&) = delete;
  ~expected_deprecations() {
    set_deprecation_sink(sink_);
    set_deprecation_policy(policy_);
    for (const std::string& text : complaints()) BOOST_ERROR(text);
  }

  /// The case uses this member, once or more often. Throws std::invalid_argument for an ID that no member has.
  void expect_deprecation(std::string_view id) {
    if (std::ranges::find(deprecations, id, &deprecation::id) == deprecations.end())
      throw std::invalid_argument("expect_deprecation: no removed member has the ID " + std::string(id));
    expected_.emplace_back(id);
  }

  /// What the end of the case would complain about, were it now; it starts anew then.
  [[nodiscard]] std::vector<std::string> complaints() {
    const auto seen = recorded_->take();
    std::vector<std::string> found;
    for (const deprecation_record& record : seen)
      if (std::ranges::find(expected_, record.what.id) == expected_.end())
        found.push_back("a use of a removed member that no test expected: " + to_string(record));
    for (const std::string& id : expected_)
      if (std::ranges::none_of(seen, [&](const deprecation_record& record) { return record.what.id == id; }))
        found.push_back(id + " was expected to be used, and was not");
    expected_.clear();
    return found;
  }

 private:
  class records {
   public:
    void add(const deprecation_record& record) {
      const std::lock_guard lock(mutex_);
      all_.push_back(record);
    }
    std::vector<deprecation_record> take() {
      const std::lock_guard lock(mutex_);
      return std::exchange(all_, {});
    }

   private:
    std::mutex mutex_;
    std::vector<deprecation_record> all_;
  };

  // A record on its way may reach the sink after it was replaced: so the records live as long as the sink.
  deprecation_sink recorder() {
    return [into = recorded_](const deprecation_record& record) { into->add(record); };
  }

  std::shared_ptr<records> recorded_ = std::make_shared<records>();
  std::vector<std::string> expected_;
  std::string policy_;
  deprecation_sink sink_;
};

}  // namespace cadre::shim::testing
