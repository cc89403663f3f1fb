// Which name of the frozen header stands for which removed member, and what is done about it.
//
// Part of Cadre; terms in LICENSE at the top of the repository. IDs are the registry's; a page's `fix:` is the rule's.

#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "cadre/shim/registry.hpp"

namespace migrate {

/// How a removed member shows in a program's text.
enum class subject {
  call,          ///< a member function that is called, or named in another way
  overriding,    ///< a member function of a derived class that overrides it
  name_of_type,  ///< a type or constant that goes with it
};

enum class remedy {
  in_place,  ///< written by `fix`
  review,    ///< shown by `fix --review`
  by_hand,
};

/// The word for it in reports.
std::string_view name_of(remedy fix) noexcept;

enum class rewriting {
  none,
  expression,  ///< pool.min() becomes text around the pool
  gauge,       ///< pool.waiters().size() becomes a figure, .empty() a comparison with 0
  removal,     ///< the statement goes
  job,         ///< pool.q().put(Job(f)) becomes a submission
  submission,  ///< pool.dispatch(owner, f) becomes one without the owner
  resizing,    ///< pool.setMin(n) becomes adjustPoolsize, as does a pair
  task,        ///< pool.callInThread(f) becomes submit
  limits,      ///< pool.adjustPoolsize(a, b) becomes set_limits
};

struct rule {
  std::string_view id;
  subject what;
  std::string_view owner;  ///< the class in namespace threadpool; empty for the namespace itself
  std::string_view name;
  remedy fix = remedy::by_hand;
  rewriting how = rewriting::none;
  std::string_view before = {};  ///< goes in front of the pool
  std::string_view after = {};   ///< and this behind it
  /// Why it is to be reviewed, or done by hand.
  std::string_view reason = {};
  /// Of overloads the one whose last parameter is of this class.
  std::string_view parameter = {};
};

/// These, and one by hand for each row of the registry that has none: a new member of the pool needs no more.
std::vector<rule> completed(std::span<const rule> some, std::span<const cadre::shim::deprecation> rows);

std::span<const rule> rules();

/// The rule of a call that ID stands for; null if there is none.
const rule* call_rule(std::string_view id);

}  // namespace migrate
