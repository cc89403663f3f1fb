// cadre/testing/leak_check.hpp - fails a Boost.Test case that leaves something behind.
//
// Part of Cadre; terms in LICENSE at the top of the repository. The only header of the kit that needs Boost.Test: a
// test program includes it after having chosen, as Boost.Test asks, how it links that library.

#pragma once

#include <boost/test/unit_test.hpp>
#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "cadre/testing/counted_threads.hpp"
#include "cadre/testing/recorded_errors.hpp"

namespace cadre::testing {

/// recorded_errors whose destructor fails the running test for each error that was not claimed (D-11), and for each
/// on its own, whatever else failed (D-12).
class strict_errors : public recorded_errors {
 public:
  strict_errors() = default;
  strict_errors(const strict_errors&) = delete;
  strict_errors& operator=(const strict_errors&) = delete;
  ~strict_errors() {
    for (const std::string& text : claim()) BOOST_ERROR("an error that no test claimed: " + text);
  }
};

/// A fixture: at the end of a case it waits for threads and tasks that are about to go, then fails the case for each
/// kind of thing that is still there (D-10), and for unclaimed errors.
///
///     BOOST_FIXTURE_TEST_CASE(my_case, cadre::testing::leak_check) {
///       cadre::pool pool({.limits = {0, 4}, .errors = errors.sink(), .factory = threads.factory()});
///       pool.submit(tracked([] { throw cadre::testing::deliberate("on purpose"); }));
///       pool.wait_idle();
///       BOOST_TEST(errors.claim("deliberate on purpose") == 1U);
///     }
///
/// Thread safety: `tracked` from any thread; see the members' types for them. Cost: constant.
class leak_check {
 public:
  leak_check() = default;
  leak_check(const leak_check&) = delete;
  leak_check& operator=(const leak_check&) = delete;
  ~leak_check() {
    for (const std::string& text : leftovers()) BOOST_ERROR(text);
  }

  /// What the end of the case would complain about, after the same wait. Claims the errors.
  [[nodiscard]] std::vector<std::string> leftovers() {
    std::vector<std::string> found;
    if (!threads.down_to(allowed_threads_, patience))
      found.push_back("threads that live on after the test: " + std::to_string(threads.live()));
    if (!tasks_down_to(allowed_tasks_))
      found.push_back("tasks that were not destroyed by the end of the test: " + std::to_string(tasks()));
    for (const std::string& text : errors.claim()) found.push_back("an error that no test claimed: " + text);
    return found;
  }

  recorded_errors errors;   ///< give `errors.sink()` to what is tested, claim what is expected
  counted_threads threads;  ///< give `threads.factory()` to what is tested
  std::chrono::milliseconds patience = std::chrono::seconds(10);  ///< how long the end of a case waits

  /// `f`, with its life watched. It is to be destroyed by the end of the test.
  template <class F>
  [[nodiscard]] auto tracked(F f) {
    return [life = life_, call = std::move(f)]() mutable { static_cast<void>(call()); };
  }
  /// Tracked callables that live now.
  [[nodiscard]] std::size_t tasks() const { return static_cast<std::size_t>(life_.use_count()) - 1; }

  /// Claims that so many threads, or tracked tasks, outlive the test.
  void expect_threads(std::size_t count) { allowed_threads_ = count; }
  void expect_tasks(std::size_t count) { allowed_tasks_ = count; }

 private:
  // A task is destroyed by whoever ran it, perhaps shortly after the test saw its effect.
  [[nodiscard]] bool tasks_down_to(std::size_t count) const {
    const auto end = std::chrono::steady_clock::now() + patience;
    while (tasks() > count && std::chrono::steady_clock::now() < end) std::this_thread::yield();
    return tasks() <= count;
  }

  std::shared_ptr<int> life_ = std::make_shared<int>(0);
  std::size_t allowed_threads_ = 0;
  std::size_t allowed_tasks_ = 0;
};

}  // namespace cadre::testing
