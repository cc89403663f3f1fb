#include "ratchet.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "../common/readable_name.hpp"
#include "cadre/shim/registry.hpp"

namespace report {
namespace {

/// Without what the compiler appends to its own copies of a function: that differs from build to build.
std::string source_function(const std::string& symbol) {
  const std::size_t dot = symbol.find('.');
  return dot == 0 ? symbol : symbol.substr(0, dot);
}

std::string function_of(const place_uses& uses, const function_finder& find_function) {
  if (!uses.function.empty()) return source_function(uses.function);
  if (!uses.where.class_name.empty()) return uses.where.class_name;
  return source_function(find_function(uses.where));
}

/// "TPS008 waiters() in app, draw()". A log that has a member in its table only does not tell in which file it is used.
std::string described(const baseline_entry& entry, std::string_view member, tools::readable_symbols& symbols) {
  std::string text = entry.id;
  if (!member.empty()) text += fmt::format(" {}", member);
  text += fmt::format(" in {}", entry.module.empty() ? "an unknown file" : entry.module);
  if (!entry.function.empty()) text += fmt::format(", {}", symbols.of(entry.function));
  return text;
}

std::string guide_page(const std::string& id, std::string_view guide) {
  const auto* const known = cadre::shim::find_deprecation(id);
  return known == nullptr ? std::string() : fmt::format(" — see {}#{}", guide, known->anchor);
}

std::string remedy_of_added(const baseline_entry& entry, const member_uses& uses, std::string_view guide,
                            tools::readable_symbols& symbols) {
  return fmt::format("new: {}: {}{}; to accept it for now: --update --allow-growth=REASON\n",
                     described(entry, uses.member, symbols), cadre::shim::advice(uses.replacement, "it"),
                     guide_page(entry.id, guide));
}

std::string remedy_of_stale(const baseline_entry& entry, tools::readable_symbols& symbols) {
  const auto* const known = cadre::shim::find_deprecation(entry.id);
  const std::string member = known == nullptr ? "" : shown_name(*known);
  return fmt::format("stale: {}: the baseline has it and the logs do not; to take it out: --update\n",
                     described(entry, member, symbols));
}

}  // namespace

seen_entries entries_of(const findings& found, const function_finder& find_function) {
  seen_entries seen;
  for (const member_uses& member : found.members) {
    for (const place_uses& each : member.places)
      seen.try_emplace({member.id, each.where.module, function_of(each, find_function)}, &member);
    if (member.places.empty()) seen.try_emplace({member.id, "", ""}, &member);
  }
  return seen;
}

difference compare(const seen_entries& seen, const baseline& accepted) {
  difference result;
  for (const auto& [entry, member] : seen)
    if (!accepted.entries.contains(entry)) result.added.push_back(entry);
  std::ranges::copy_if(accepted.entries, std::back_inserter(result.stale),
                       [&](const baseline_entry& entry) { return !seen.contains(entry); });
  return result;
}

baseline updated(const baseline& before, const seen_entries& seen, const std::optional<growth>& reason) {
  baseline result;
  for (const auto& [entry, member] : seen) result.entries.insert(entry);
  result.history = before.history;
  if (reason) result.history.push_back(*reason);
  return result;
}

std::string remedies(const difference& what, const seen_entries& seen, std::string_view guide) {
  std::string text;
  tools::readable_symbols symbols;
  for (const baseline_entry& entry : what.added) text += remedy_of_added(entry, *seen.at(entry), guide, symbols);
  for (const baseline_entry& entry : what.stale) text += remedy_of_stale(entry, symbols);
  return text;
}

}  // namespace report
