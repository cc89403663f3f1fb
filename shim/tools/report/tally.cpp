#include "tally.hpp"

#include <fmt/format.h>
#include <fnmatch.h>

#include <algorithm>
#include <limits>

#include "cadre/shim/registry.hpp"

namespace report {
namespace {

// What a map needs for an entry, beside its strings.
constexpr std::size_t entry_bytes = 256;

std::size_t bytes_of(const place& where) {
  return entry_bytes + where.id.size() + where.module.size() + where.path.size() + where.build_id.size() +
         where.class_name.size();
}

/// Counts stop at the highest number.
void add_to(std::uint64_t& sum, std::uint64_t more) {
  const std::uint64_t room = std::numeric_limits<std::uint64_t>::max() - sum;
  sum += std::min(more, room);
}

bool comes_first(const member_uses& one, const member_uses& other) {
  return one.calls != other.calls ? one.calls > other.calls : one.id < other.id;
}

}  // namespace

tally::tally(std::vector<std::string> ignored, std::size_t room)
    : ignored_(std::move(ignored)), most_(room), room_(room) {}

void tally::add(const log_entry& entry) {
  left_out_ = false;
  std::visit([this](const auto& what) { count(what); }, entry);
  if (left_out_)
    throw no_room(
        fmt::format("there are more different places than fit into {} MiB: give fewer logs at once", most_ >> 20));
}

void tally::count(const text_record& record) {
  const auto* const entry = entry_for(record.what);
  if (entry == nullptr) return;
  const auto& [where, uses] = *entry;
  uses_in_words& words = this_log_[where.id];
  (uses.hidden ? words.any_hidden : words.any_shown) = true;
  if (!uses.hidden && where.class_name.empty()) add_to(words.records, 1);
}

void tally::count(const table_row& row) {
  if (!know_member(row.id, row.member, "")) return;
  uses_in_words& words = this_log_[row.id];
  add_to(words.calls_of_tables, row.calls);
  words.most_sites = std::max(words.most_sites, row.sites);
}

void tally::count(const json_event& event) {
  auto* const entry = entry_for(event.what);
  if (entry == nullptr) return;
  auto& [where, uses] = *entry;
  uses.counted = true;
  std::uint64_t* const open = open_run_of(event, where);
  if (open != nullptr) *open = std::max(*open, event.calls);
  if (!event.last) return;
  add_to(uses.ended_runs, open == nullptr ? event.calls : *open);
  if (open_runs_.erase({event.process, &where}) > 0) room_ += entry_bytes;
}

/// Null where the event begins and ends a run, and where there is no room for one.
std::uint64_t* tally::open_run_of(const json_event& event, const place& where) {
  const auto run = std::pair(event.process, &where);
  if (const auto known = open_runs_.find(run); known != open_runs_.end()) return &known->second;
  return event.last || !take(entry_bytes) ? nullptr : &open_runs_[run];
}

/// Null where there is no room for one.
tally::places::value_type* tally::entry_for(const use& what) {
  if (!know_member(what.where.id, what.member, what.replacement)) return nullptr;
  auto found = places_.find(what.where);
  if (found == places_.end()) {
    if (!take(bytes_of(what.where))) return nullptr;
    found = places_.try_emplace(what.where).first;
    found->second.hidden = is_ignored(what.where);
  }
  // On some threads the function is not looked up, and is known only in the end.
  if (found->second.function.empty() && take(what.function.size())) found->second.function = what.function;
  found->second.not_relinked = found->second.not_relinked || what.not_relinked;
  return &*found;
}

// There are few members in the registry: only others take room, for their text and what words tell of them. The first
// that is said counts. A row of the table has no replacement.
bool tally::know_member(const std::string& id, const std::string& member, const std::string& replacement) {
  constexpr std::size_t entries = 3;
  if (cadre::shim::find_deprecation(id) != nullptr) return true;
  if (!texts_.contains(id)) {
    if (!take(entries * entry_bytes)) return false;
    texts_.try_emplace(id);
  }
  text_of_member& text = texts_[id];
  if (text.member.empty() && take(member.size())) text.member = member;
  if (text.replacement.empty() && take(replacement.size())) text.replacement = replacement;
  return true;
}

bool tally::take(std::size_t bytes) noexcept {
  if (bytes > room_) {
    left_out_ = true;
    return false;
  }
  room_ -= bytes;
  return true;
}

bool tally::is_ignored(const place& where) const {
  return std::ranges::any_of(ignored_, [&](const std::string& pattern) {
    return fnmatch(pattern.c_str(), where.module.c_str(), 0) == 0 ||
           (!where.path.empty() && fnmatch(pattern.c_str(), where.path.c_str(), 0) == 0);
  });
}

// The calls of a table cannot be put down to modules. Where a log shows a member in hidden modules only, they are
// hidden too.
void tally::end_of_log() {
  for (const auto& [id, words] : this_log_) {
    uses_in_words& sum = logs_[id];
    const bool hidden = words.any_hidden && !words.any_shown;
    if (!hidden) add_to(sum.calls_of_tables, std::max(words.calls_of_tables, words.records));
    if (!words.any_hidden) sum.most_sites = std::max(sum.most_sites, words.most_sites);
    sum.any_shown = sum.any_shown || !hidden;
  }
  this_log_.clear();
}

findings tally::result() const {
  findings found;
  std::map<std::string, member_uses> members;
  add_places(members, found);
  add_words(members);
  for (auto& [id, uses] : members) found.members.push_back(std::move(uses));
  std::ranges::sort(found.members, comes_first);
  return found;
}

std::map<const place*, std::uint64_t> tally::open_calls() const {
  std::map<const place*, std::uint64_t> sums;
  for (const auto& [run, calls] : open_runs_) add_to(sums[run.second], calls);
  return sums;
}

member_uses tally::named(const std::string& id) const {
  member_uses uses;
  uses.id = id;
  const auto* const known = cadre::shim::find_deprecation(id);
  uses.known = known != nullptr;
  if (known != nullptr) {
    uses.member = shown_name(*known);
    uses.replacement = known->replacement;
  } else if (const auto text = texts_.find(id); text != texts_.end()) {
    uses.member = text->second.member;
    uses.replacement = text->second.replacement;
  }
  return uses;
}

void tally::add_places(std::map<std::string, member_uses>& members, findings& found) const {
  const auto open = open_calls();
  for (const auto& [where, uses] : places_) {
    if (uses.hidden) {
      ++found.hidden_places;
      found.hidden_modules.insert(where.module);
      continue;
    }
    member_uses& member = members.try_emplace(where.id, named(where.id)).first->second;
    std::uint64_t calls = uses.ended_runs;
    if (const auto run = open.find(&where); run != open.end()) add_to(calls, run->second);
    add_to(member.calls, calls);
    ++member.sites;
    member.modules.insert(where.module);
    member.places.push_back(
        {where, uses.function, uses.not_relinked, uses.counted ? std::optional(calls) : std::nullopt});
  }
}

void tally::add_words(std::map<std::string, member_uses>& members) const {
  for (const auto& [id, words] : logs_) {
    if (!words.any_shown) continue;
    member_uses& member = members.try_emplace(id, named(id)).first->second;
    add_to(member.calls, words.calls_of_tables);
    member.sites = std::max(member.sites, words.most_sites);
  }
}

}  // namespace report
