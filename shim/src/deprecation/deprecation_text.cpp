#include "deprecation/deprecation_text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <string_view>

namespace cadre::shim {
namespace {

constexpr std::string_view guide = CADRE_DOC_DIR "/migration-guide/README.md";

std::string caller(const deprecation_record& record) {
  const std::string_view not_relinked =
      record.vintage == client_vintage::legacy ? ", which was not relinked" : std::string_view();
  if (!record.class_name.empty())
    return fmt::format("overridden by {} in {}{}", record.class_name, record.module, not_relinked);
  if (record.module.empty()) return fmt::format("called from {:#x}{}", record.offset, not_relinked);
  return fmt::format("called from {}+{:#x}{}", record.module, record.offset, not_relinked);
}

std::string fate(const deprecation_record& record) {
  const deprecation& what = record.what;
  if (what.kind == deprecation_kind::overridden)
    return fmt::format("is {}{} but is never called since {}", caller(record),
                       record.vintage == client_vintage::legacy ? "," : "", what.since);
  if (what.kind == deprecation_kind::dead)
    return fmt::format("is removed since {} and {} ({})", what.since, what.effect, caller(record));
  return fmt::format("is removed since {} ({})", what.since, caller(record));
}

}  // namespace

std::string guide_page(const deprecation& what) {
  return fmt::format("{}#{}", guide, what.anchor);
}

std::string to_string(const deprecation_record& record) {
  const deprecation& what = record.what;
  const std::string todo = advice(what.replacement, record.class_name.empty() ? "the call" : "the override");
  return fmt::format("{} {} {}: {} — see {}", what.id, what.member, fate(record), todo, guide_page(what));
}

std::string summary_text(const std::vector<deprecation_count>& counts) {
  if (counts.empty()) return {};
  std::size_t width = 0;
  for (const auto& count : counts) width = std::max(width, shown_name(count.what).size());
  std::string text = fmt::format("threadpool: removed members in use — see {}\n", guide);
  text += fmt::format("threadpool: {:<6}  {:<{}}  {:>10}  {:>5}\n", "id", "member", width, "calls", "sites");
  for (const auto& count : counts)
    text += fmt::format("threadpool: {:<6}  {:<{}}  {:>10}  {:>5}\n", count.what.id, shown_name(count.what), width,
                        count.calls, count.sites);
  return text;
}

std::string hidden_text(const std::vector<hidden_places>& hidden) {
  if (hidden.empty()) return {};
  std::vector<std::string> parts;
  parts.reserve(hidden.size());
  for (const auto& [id, places] : hidden) parts.push_back(fmt::format("{} of {}", places, id));
  return fmt::format("threadpool: places without a line of their own: {}\n", fmt::join(parts, ", "));
}

}  // namespace cadre::shim
