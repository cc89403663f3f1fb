#include "deprecation/rules.hpp"

#include <fmt/format.h>

#include <atomic>
#include <cstdlib>
#include <mutex>
#include <utility>

#include "cadre/shim/deprecation_policy.hpp"
#include "deprecation/forkable_mutex.hpp"
#include "deprecation/logger.hpp"
#include "deprecation/undisturbed.hpp"

namespace cadre::shim {
namespace {

constexpr const char* variable = "THREADPOOL_DEPRECATIONS";

using problems = std::vector<std::string>;

void report(std::string_view origin, const problems& found) {
  for (const std::string& problem : found) log(log_level::warning, fmt::format("{}: {}", origin, problem));
}

class rules_in_force {
 public:
  rules_in_force() { wrong_in_environment_ = replace({}).second; }

  /// What is wrong with the rules of the environment: for the first who asks.
  problems unreported() {
    const std::lock_guard lock(mutex_);
    return std::exchange(wrong_in_environment_, {});
  }

  deprecation_action settle(use& entry) {
    const std::lock_guard lock(mutex_);
    const auto action = rules_.action_for(entry.record.what, entry.record.module);
    entry.acts_each_time.store(acts_each_time(action), std::memory_order_relaxed);
    return action;
  }

  std::string text() {
    const std::lock_guard lock(mutex_);
    return text_;
  }

  /// Returns what is wrong with `rules`, and with those of the environment.
  std::pair<problems, problems> replace(std::string_view rules) {
    policy next;
    std::pair<problems, problems> found;
    found.first = next.add(rules);
    const char* const of_the_environment = secure_getenv(variable);
    if (of_the_environment != nullptr) found.second = next.add(of_the_environment);
    std::string text(rules);
    const std::lock_guard lock(mutex_);
    text_.swap(text);
    std::swap(rules_, next);
    uses.for_each([this](use& entry) {
      const auto action = rules_.action_for(entry.record.what, entry.record.module);
      entry.acts_each_time.store(acts_each_time(action), std::memory_order_relaxed);
    });
    return found;
  }

 private:
  forkable_mutex mutex_;
  policy rules_;
  std::string text_;  // of the program's part
  problems wrong_in_environment_;
};

// Never destroyed: pools may be used by static objects.
rules_in_force& rules() {
  static rules_in_force& only = *new rules_in_force;
  return only;
}

// When the library is loaded: a child that is forked while another thread makes it would wait for that for ever.
[[gnu::constructor]] void make_early() try { rules(); } catch (...) {
}

}  // namespace

deprecation_action action_for(use& entry) {
  report(variable, rules().unreported());
  return rules().settle(entry);
}

std::vector<std::string> set_deprecation_policy(std::string_view text) {
  const undisturbed guard;
  report(variable, rules().unreported());
  problems found = rules().replace(text).first;
  report("set_deprecation_policy", found);
  return found;
}

std::string deprecation_policy() {
  return rules().text();
}

}  // namespace cadre::shim
