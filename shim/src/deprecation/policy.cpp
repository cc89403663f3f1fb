#include "deprecation/policy.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <fnmatch.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <compare>
#include <optional>
#include <stdexcept>
#include <utility>

namespace cadre::shim {
namespace {

/// What is wrong with a rule.
struct misunderstood : std::runtime_error {
  using std::runtime_error::runtime_error;
};

constexpr std::string_view blanks = " \t\r\n";

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(blanks);
  if (first == text.npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

constexpr std::array<std::pair<std::string_view, deprecation_action>, 7> actions = {{
    {"ignore", deprecation_action::ignore},
    {"once", deprecation_action::once},
    {"default", deprecation_action::each_place},
    {"always", deprecation_action::always},
    {"trace", deprecation_action::trace},
    {"error", deprecation_action::raise},
    {"abort", deprecation_action::end_process},
}};

deprecation_action action_called(std::string_view name) {
  for (const auto& [word, action] : actions)
    if (word == name) return action;
  std::vector<std::string_view> words;
  words.reserve(actions.size());
  for (const auto& [word, action] : actions) words.push_back(word);
  throw misunderstood(fmt::format("there is no action \"{}\"; there are {}", name, fmt::join(words, ", ")));
}

bool matches(const std::string& pattern, const std::string& text) {
  return fnmatch(pattern.c_str(), text.c_str(), 0) == 0;
}

struct version {
  unsigned major = 0;
  unsigned minor = 0;
  friend auto operator<=>(const version&, const version&) = default;
};

std::optional<version> version_in(std::string_view text) {
  version read;
  const char* const end = text.data() + text.size();
  const auto [dot, wrong] = std::from_chars(text.data(), end, read.major);
  if (wrong != std::errc() || dot == end || *dot != '.') return std::nullopt;
  const auto [rest, wrong_too] = std::from_chars(dot + 1, end, read.minor);
  if (wrong_too != std::errc() || rest != end) return std::nullopt;
  return read;
}

version newest() {
  version last;
  for (const deprecation& each : deprecations) last = std::max(last, version_in(each.since).value_or(version()));
  return last;
}

constexpr std::string_view since_word = "since";

std::vector<bool> members_since(std::string_view comparison) {
  const auto relation_length = std::min(comparison.find_first_not_of("<>="), comparison.size());
  const std::string_view relation = comparison.substr(0, relation_length);
  const std::string_view number = trimmed(comparison.substr(relation_length));
  const auto bound = version_in(number);
  if (!bound) throw misunderstood(fmt::format("\"{}\" is no version; one is written as 2.0", number));
  // Whoever names a later one speaks of members that were not known to be removed when he wrote the rule.
  if (*bound > newest())
    throw misunderstood(fmt::format("this library knows of nothing removed since {}; the newest is {}.{}", number,
                                    newest().major, newest().minor));
  std::vector<bool> chosen;
  for (const deprecation& each : deprecations) {
    const version since = version_in(each.since).value_or(version());
    if (relation == "<=")
      chosen.push_back(since <= *bound);
    else if (relation == "<")
      chosen.push_back(since < *bound);
    else if (relation == ">=")
      chosen.push_back(since >= *bound);
    else if (relation == ">")
      chosen.push_back(since > *bound);
    else
      throw misunderstood(fmt::format("\"{}\" compares nothing; <=, <, >= and > do", relation));
  }
  return chosen;
}

std::vector<bool> members_called(const std::string& pattern) {
  std::vector<bool> chosen;
  chosen.reserve(deprecations.size());
  for (const deprecation& each : deprecations) chosen.push_back(matches(pattern, std::string(each.id)));
  if (std::ranges::find(chosen, true) == chosen.end())
    throw misunderstood(fmt::format("\"{}\" is the ID of no removed member; they are {} to {}", pattern,
                                    deprecations.front().id, deprecations.back().id));
  return chosen;
}

std::vector<bool> members_chosen_by(std::string_view selector) {
  if (selector.starts_with(since_word)) return members_since(trimmed(selector.substr(since_word.size())));
  return members_called(std::string(selector));
}

/// The parts of "selector=action@modules"; the selector may have comparisons in it.
struct parts {
  std::optional<std::string_view> selector;
  std::string_view action;
  std::optional<std::string_view> modules;
};

parts split(std::string_view text) {
  parts found;
  if (const auto at = text.find('@'); at != text.npos) {
    found.modules = trimmed(text.substr(at + 1));
    text = text.substr(0, at);
  }
  const auto equals = text.rfind('=');
  const bool compares = equals != text.npos && equals > 0 && (text[equals - 1] == '<' || text[equals - 1] == '>');
  if (compares) throw misunderstood(fmt::format("\"{}\" is given no action", trimmed(text)));
  if (equals != text.npos) {
    found.selector = trimmed(text.substr(0, equals));
    text = text.substr(equals + 1);
  }
  found.action = trimmed(text);
  return found;
}

}  // namespace

policy::rule policy::parse(std::string_view text) {
  const auto [selector, action, modules] = split(text);
  if (modules && modules->empty()) throw misunderstood("there is no file name behind the @");
  return {selector ? members_chosen_by(*selector) : std::vector<bool>(deprecations.size(), true),
          std::string(modules.value_or("")), action_called(action)};
}

std::vector<std::string> policy::add(std::string_view text) {
  std::vector<std::string> problems;
  for (bool more = true; more;) {
    const auto end = text.find(';');
    const std::string_view next = trimmed(text.substr(0, end));
    more = end != text.npos;
    if (more) text.remove_prefix(end + 1);
    if (next.empty()) continue;
    try {
      rules_.push_back(parse(next));
    } catch (const misunderstood& what) {
      problems.push_back(fmt::format("the rule \"{}\" is passed over: {}", next, what.what()));
    }
  }
  return problems;
}

deprecation_action policy::action_for(const deprecation& what, const std::string& module) const {
  const auto row =
      static_cast<std::size_t>(std::ranges::find(deprecations, what.id, &deprecation::id) - deprecations.begin());
  const auto decides = std::ranges::find_if(rules_.rbegin(), rules_.rend(), [&](const rule& each) {
    return each.members[row] && (each.modules.empty() || matches(each.modules, module));
  });
  return decides == rules_.rend() ? deprecation_action::each_place : decides->action;
}

}  // namespace cadre::shim
