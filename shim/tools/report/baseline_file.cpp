#include "baseline_file.hpp"

#include <fmt/format.h>

#include <ctime>
#include <iostream>
#include <stdexcept>

#include "../common/clean_text.hpp"
#include "complain.hpp"
#include "function_names.hpp"
#include "whole_file.hpp"

namespace report {
namespace {

constexpr std::size_t largest = std::size_t{16} << 20;

std::string today() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  gmtime_r(&now, &parts);
  return fmt::format("{:04}-{:02}-{:02}", parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday);
}

baseline parsed(const std::string& text, const std::string& name) try {
  return parsed_baseline(text);
} catch (const std::runtime_error& error) {
  throw std::runtime_error(fmt::format("cannot read {}: {}", name, error.what()));
}

}  // namespace

baseline_file::baseline_file(const options& wanted) : wanted_(wanted), text_(read_whole(wanted.baseline, largest)) {
  if (!text_ && !wanted.allow_growth)
    throw std::runtime_error(
        fmt::format("there is no {0}: --baseline={0} --update --allow-growth=REASON makes it", wanted.baseline));
  if (text_) accepted_ = parsed(*text_, wanted.baseline);
}

verdict baseline_file::hold(const findings& found, bool complete) const {
  function_names names;
  const auto find_function = [&](const place& where) { return names.at(where.path, where.build_id, where.offset); };
  const seen_entries seen = entries_of(found, find_function);
  difference changes = compare(seen, accepted_);
  // What was not read may have what seems to be stale.
  if (!complete) changes.stale.clear();
  if (!wanted_.update) return check(changes, seen, complete);
  return complete ? update(changes, seen) : refuse("not all of the logs could be read", verdict::incomplete);
}

verdict baseline_file::check(const difference& changes, const seen_entries& seen, bool complete) const {
  const std::size_t added = changes.added.size(), stale = changes.stale.size();
  if (complete && added + stale == 0) return verdict::fine;
  std::cerr << remedies(changes, seen, wanted_.guide);
  if (!complete)
    complain(fmt::format("{}: {} new; what is stale is not known: not all of the logs could be read", wanted_.baseline,
                         added));
  else
    complain(fmt::format("{}: {} new, {} stale: the ratchet failed", wanted_.baseline, added, stale));
  return complete ? verdict::failed : verdict::incomplete;
}

verdict baseline_file::update(const difference& changes, const seen_entries& seen) const {
  if (!changes.added.empty() && !wanted_.allow_growth) {
    std::cerr << remedies({changes.added, {}}, seen, wanted_.guide);
    return refuse("it may only become smaller", verdict::failed);
  }
  const std::string text = to_text(updated(accepted_, seen, growth_by(changes)));
  if (text != text_) write_whole(wanted_.baseline, text);
  complain(fmt::format("{}: {} taken out, {} taken in", wanted_.baseline, changes.stale.size(), changes.added.size()));
  return verdict::fine;
}

verdict baseline_file::refuse(const std::string& why, verdict result) const {
  complain(fmt::format("{} stays as it was: {}", wanted_.baseline, why));
  return result;
}

std::optional<growth> baseline_file::growth_by(const difference& changes) const {
  if (!wanted_.allow_growth || (changes.added.empty() && text_)) return std::nullopt;
  return growth{today(), tools::clean(*wanted_.allow_growth), changes.added.size()};
}

}  // namespace report
