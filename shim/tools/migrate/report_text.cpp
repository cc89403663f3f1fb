#include "report_text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cadre/shim/registry.hpp"
#include "tally.hpp"

namespace migrate {
namespace {

std::string shown_kind(use_kind kind) {
  return kind == use_kind::call || kind == use_kind::overriding ? "" : fmt::format(", {}", name_of(kind));
}

std::string table(const std::vector<use>& uses) {
  const auto rows = tally(uses);
  std::size_t widest = std::string_view("member").size();
  for (const auto& row : rows)
    widest = std::max(widest, cadre::shim::shown_name(*cadre::shim::find_deprecation(row.first)).size());
  std::string text = fmt::format("\n{:6}  {:{}}  {:>5}  {:>8}  {:>6}  {:>7}\n", "id", "member", widest, "uses",
                                 "in place", "review", "by hand");
  for (const auto& [id, row] : rows)
    text += fmt::format("{:6}  {:{}}  {:>5}  {:>8}  {:>6}  {:>7}\n", id,
                        cadre::shim::shown_name(*cadre::shim::find_deprecation(id)), widest, row.all(),
                        row.of(remedy::in_place), row.of(remedy::review), row.of(remedy::by_hand));
  const counts sum = total(uses);
  return text + fmt::format("{:6}  {:{}}  {:>5}  {:>8}  {:>6}  {:>7}\n", "all", "", widest, sum.all(),
                            sum.of(remedy::in_place), sum.of(remedy::review), sum.of(remedy::by_hand));
}

}  // namespace

std::string line_of(const use& what) {
  const std::string why = what.reason.empty() ? "" : " (" + what.reason + ")";
  const std::string_view page = what.id.empty() ? "chapters/move" : what.id;
  return fmt::format("{}: {}{}: {}{}; see {}.md\n", shown(what.where), title(what), shown_kind(what.kind),
                     name_of(what.fix), why, page);
}

std::string guide_note() {
  return "the pages are in " CADRE_DOC_DIR "/migration-guide\n";
}

std::string report_text(const inventory& all) {
  if (all.found.uses.empty()) return "no use of a removed member was found\n";
  std::string text;
  for (const use& each : all.found.uses) text += line_of(each);
  return text + table(all.found.uses) + guide_note();
}

}  // namespace migrate
