#include "html_page.hpp"

#include <fmt/format.h>

#include "../common/readable_name.hpp"
#include "cadre/shim/registry.hpp"
#include "table.hpp"

namespace report {
namespace {

// Neither the script nor the style may have a character that XML wants escaped.
constexpr std::string_view head = R"(<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" lang="en">
<head>
<meta charset="utf-8"/>
<meta http-equiv="Content-Security-Policy"
 content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'"/>
<title>Removed members in use</title>
<style>
body { font: 15px/1.4 sans-serif; margin: 2em; color: #222; background: #fff; }
table { border-collapse: collapse; margin: 1em 0; }
th, td { text-align: left; vertical-align: top; padding: 0.3em 0.8em; border-bottom: 1px solid #ddd; }
th { cursor: pointer; border-bottom: 2px solid #888; }
td.number { text-align: right; }
td.code { font-family: monospace; overflow-wrap: anywhere; }
</style>
</head>
<body>
<h1>Removed members in use</h1>
)";

constexpr std::string_view foot = R"(<script>
for (const heading of document.querySelectorAll("th"))
  heading.addEventListener("click", () => {
    const body = heading.closest("table").tBodies[0];
    const cell = row => row.cells[heading.cellIndex];
    const text = row => cell(row).dataset.number ?? cell(row).textContent;
    const rows = [...body.rows].sort((one, other) => text(one).localeCompare(text(other), undefined, {numeric: true}));
    heading.dataset.up = heading.dataset.up === "yes" ? "no" : "yes";
    body.append(...(heading.dataset.up === "yes" ? rows : rows.reverse()));
  });
</script>
</body>
</html>
)";

std::string headings(std::initializer_list<std::string_view> texts) {
  std::string row = "<table>\n<thead><tr>";
  for (const auto text : texts) row += fmt::format("<th>{}</th>", text);
  return row + "</tr></thead>\n<tbody>\n";
}

std::string cell(std::string_view text) {
  return fmt::format("<td>{}</td>", escaped(text));
}

std::string code(std::string_view text) {
  return fmt::format("<td class=\"code\">{}</td>", escaped(text));
}

std::string number(std::uint64_t value) {
  return fmt::format("<td class=\"number\">{}</td>", value);
}

std::string linked_id(const member_uses& uses, std::string_view guide) {
  const auto* const known = cadre::shim::find_deprecation(uses.id);
  if (known == nullptr) return cell(uses.id);
  return fmt::format("<td><a href=\"{}#{}\">{}</a></td>", escaped(guide), known->anchor, uses.id);
}

std::string member_row(const member_uses& uses, std::string_view guide) {
  return "<tr>" + linked_id(uses, guide) + code(uses.member) + number(uses.sites) + number(uses.calls) +
         cell(module_list(uses.modules)) + code(uses.replacement) + "</tr>\n";
}

/// What is shown is hexadecimal, which does not sort as numbers do.
std::string offset_cell(const place& where) {
  if (!where.class_name.empty()) return code("");
  return fmt::format("<td class=\"code\" data-number=\"{0}\">{0:#x}</td>", where.offset);
}

std::string place_row(const member_uses& member, const place_uses& uses, tools::readable_symbols& symbols) {
  const place& where = uses.where;
  const std::string& name = where.class_name.empty() ? symbols.of(uses.function) : where.class_name;
  return "<tr>" + cell(member.id) + code(member.member) + cell(where.module.empty() ? "(no file)" : where.module) +
         offset_cell(where) + code(name) + (uses.calls ? number(*uses.calls) : cell("")) +
         cell(uses.not_relinked ? "no" : "") + "</tr>\n";
}

std::string member_table(const findings& found, std::string_view guide) {
  std::string text = headings({"id", "member", "sites", "calls", "modules", "replacement"});
  for (const member_uses& each : found.members) text += member_row(each, guide);
  return text + "</tbody>\n</table>\n";
}

std::string place_table(const findings& found) {
  std::string text = "<h2>Places</h2>\n<p><code>addr2line -e MODULE OFFSET</code> gives file and line.</p>\n";
  text += headings({"id", "member", "module", "offset", "function or class", "calls", "relinked"});
  tools::readable_symbols symbols;
  for (const member_uses& member : found.members)
    for (const place_uses& each : member.places) text += place_row(member, each, symbols);
  return text + "</tbody>\n</table>\n";
}

}  // namespace

std::string escaped(std::string_view text) {
  std::string result;
  for (const char each : text) switch (each) {
      case '&':
        result += "&amp;";
        break;
      case '<':
        result += "&lt;";
        break;
      case '>':
        result += "&gt;";
        break;
      case '"':
        result += "&quot;";
        break;
      case '\'':
        result += "&#39;";
        break;
      default:
        result += each;
    }
  return result;
}

std::string html_page(const findings& found, std::string_view guide) {
  std::string page(head);
  page += found.members.empty() ? "<p>No use of a removed member was found.</p>\n" : member_table(found, guide);
  for (const std::string& note : notes(found)) page += fmt::format("<p>Note: {}.</p>\n", escaped(note));
  if (!found.members.empty()) page += place_table(found);
  return page + std::string(foot);
}

}  // namespace report
