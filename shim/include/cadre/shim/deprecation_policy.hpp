// cadre/shim/deprecation_policy.hpp - what a use of a removed member leads to.
//
// Part of Cadre; terms in LICENSE at the top of the repository.
//
// A policy is a list of rules with semicolons between them; the last rule that matches a use decides. Blanks do not
// matter. Who runs a program writes it into the environment variable THREADPOOL_DEPRECATIONS:
//
//     THREADPOOL_DEPRECATIONS="once; TPS01*=ignore@libvendor.so; TPS012=error; since<=2.0=abort"
//
// A rule is [MEMBERS=]ACTION[@FILE]:
//
//   MEMBERS   an ID, or a pattern for IDs as the shell has them for files: TPS01*, TPS00[89]; or since<=VERSION, also
//             with <, > and >=: what was removed by then. Left out: all members.
//   FILE      a pattern for the name, without folders, of the program or library that uses the member. Left out: all.
//   ACTION    ignore    count it, for the table at exit; no more
//             once      report the first use of the member
//             default   report the first use at each place; at most 5 places of a member get a line in the log
//             always    report each use
//             trace     as default, with the calls that led there and without the limit of 5
//             error     report the first use at each place, and throw cadre::shim::deprecated_use from each
//             abort     report it and end the process by std::abort
//
// Without a rule that matches, the action is `default`. A rule that cannot be understood, or that names an ID or a
// version that the registry does not know, is passed over; a warning in the log says which and why, and the other
// rules hold.
//
// `error` is meant for tests. It throws on the thread that uses the member, before the member does anything; for an
// override from `start`, before anything is started. On a thread of a pool,
// where the exception would be the job's and not the program's, and while another exception unwinds the stack, the use
// is reported only.
//
// A policy holds for what is used from then on: a place that has been used before is not reported again, but by
// `always`, `error` and `abort`. Programs with raised privileges ignore the environment variable.

#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "cadre/shim/registry.hpp"

namespace cadre::shim {

/// Puts `rules` in the place of those that the program gave before; there are none at first. The rules of the
/// environment stand behind them: who runs the program has the last word.
///
/// Returns what is wrong with rules that are passed over; the log has it too.
///
/// Thread safety: any thread; a use that overlaps the call goes by the old rules or by the new ones.
/// Complexity: linear in the rules, and in the places known so far.
[[gnu::visibility("default")]] std::vector<std::string> set_deprecation_policy(std::string_view rules);

/// The rules that the program has given last, as it wrote them.
[[gnu::visibility("default")]] std::string deprecation_policy();

/// What the action `error` throws: a removed member was used. `what()` is the line of the log.
class [[gnu::visibility("default")]] deprecated_use : public std::logic_error {
 public:
  deprecated_use(const deprecation& member, const std::string& text) : std::logic_error(text), member_(member) {}
  ~deprecated_use() override;

  /// The member's row in the registry.
  [[nodiscard]] const deprecation& member() const noexcept { return member_; }

 private:
  deprecation member_;
};

}  // namespace cadre::shim
