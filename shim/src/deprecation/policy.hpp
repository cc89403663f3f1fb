// The rules that say what a use of a removed member leads to: see cadre/shim/deprecation_policy.hpp.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cadre/shim/registry.hpp"

namespace cadre::shim {

enum class deprecation_action {
  ignore,
  once,         ///< the first use of the member
  each_place,   ///< the first use at each place: `default` in the language of rules
  always,       ///< each use
  trace,        ///< the first use at each place, with its callers
  raise,        ///< an exception: `error` in the language
  end_process,  ///< `abort` in the language
};

/// Whether a use has more to do than to be counted although its place is known.
constexpr bool acts_each_time(deprecation_action action) noexcept {
  return action == deprecation_action::always || action == deprecation_action::raise ||
         action == deprecation_action::end_process;
}

/// Rules in order; the last one that matches decides.
///
/// Thread safety: as a std::vector.
class policy {
 public:
  /// Appends the rules in `text`, but for those that cannot be understood: says of each what is wrong with it.
  std::vector<std::string> add(std::string_view text);

  /// What a use of `what` in the file `module` leads to.
  [[nodiscard]] deprecation_action action_for(const deprecation& what, const std::string& module) const;

 private:
  struct rule {
    std::vector<bool> members;  // of the registry: which it is about
    std::string modules;        // a pattern for file names; empty for all
    deprecation_action action;
  };
  static rule parse(std::string_view text);

  std::vector<rule> rules_;
};

}  // namespace cadre::shim
