#include "text_line.hpp"

#include <charconv>
#include <optional>
#include <string>

#include "../common/clean_text.hpp"
#include "cadre/shim/registry.hpp"
#include "member_id.hpp"

namespace report {
namespace {

constexpr std::string_view prefix = "threadpool: ";
constexpr std::string_view removed = " is removed since ";
constexpr std::string_view overridden = " is overridden by ";

/// What is wrong, and with which part of the line.
struct unreadable {
  std::string why;
  std::string_view part;
};

struct halves {
  std::string_view before, behind;
};

std::optional<halves> halves_at(std::string_view text, std::size_t at, std::size_t length) {
  if (at == std::string_view::npos) return std::nullopt;
  return halves{text.substr(0, at), text.substr(at + length)};
}

std::optional<halves> split(std::string_view text, std::string_view mark) {
  return halves_at(text, text.find(mark), mark.size());
}

std::optional<halves> split_at_last(std::string_view text, std::string_view mark) {
  return halves_at(text, text.rfind(mark), mark.size());
}

bool remove_suffix(std::string_view& text, std::string_view suffix) {
  if (!text.ends_with(suffix)) return false;
  text.remove_suffix(suffix.size());
  return true;
}

std::uint64_t number(std::string_view text, int base, const char* complaint) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
  if (error != std::errc() || end != text.data() + text.size())
    throw unreadable{complaint + (": " + tools::excerpt(text)), text};
  return value;
}

/// "use X — see GUIDE" without its first word, or "call: REASON — see GUIDE" without "drop the".
std::string replacement_in(std::string_view text, bool drop) {
  const auto parts = split(text, " — see ");
  if (!parts || parts->behind.find('#') == parts->behind.npos) throw unreadable{"does not name the guide", text};
  if (!drop) return tools::clean(parts->before);
  const auto reason = split(parts->before, ": ");
  return reason ? "nothing: " + tools::clean(reason->behind) : "nothing";
}

/// What stands in front of `end` and the advice; puts the advice into `found`.
std::string_view before_advice(std::string_view text, const std::string& end, use& found) {
  const auto to_use = split(text, end + ": use ");
  const auto to_drop = split(text, end + ": drop the ");
  if (!to_use && !to_drop) throw unreadable{"does not say what to do", text};
  const bool drop = !to_use || (to_drop && to_drop->before.size() < to_use->before.size());
  const halves& parts = drop ? *to_drop : *to_use;
  found.replacement = replacement_in(parts.behind, drop);
  return parts.before;
}

/// "MODULE+0xOFFSET", or "0xADDRESS" for code that belongs to no file.
void read_call(std::string_view text, use& found) {
  found.not_relinked = remove_suffix(text, ", which was not relinked");
  const auto parts = split_at_last(text, "+0x");
  if (parts && !parts->before.empty()) {
    found.where.module = tools::clean(parts->before);
    found.where.offset = number(parts->behind, 16, "has a damaged offset");
  } else if (text.starts_with("0x")) {
    found.where.offset = number(text.substr(2), 16, "has a damaged address");
  } else {
    throw unreadable{"does not say where the call is", text};
  }
}

/// "CLASS in MODULE".
void read_class(std::string_view text, use& found) {
  found.not_relinked =
      remove_suffix(text, ", which was not relinked") || remove_suffix(text, ", which was not relinked,");
  const auto parts = split(text, " in ");
  if (!parts || parts->before.empty() || parts->behind.empty())
    throw unreadable{"does not say which class overrides it", text};
  found.where.class_name = tools::clean(parts->before);
  found.where.module = tools::clean(parts->behind);
}

/// Behind " is removed since ": a call, or a hook that still works and is overridden.
void read_removed(std::string_view text, use& found) {
  if (const auto call = split(text, " (called from "))
    read_call(before_advice(call->behind, ")", found), found);
  else if (const auto hook = split(text, " (overridden by "))
    read_class(before_advice(hook->behind, ")", found), found);
  else
    throw unreadable{"does not say where the member is used", text};
}

/// Behind " is overridden by ".
void read_overridden(std::string_view text, use& found) {
  const auto parts = split(text, " but is never called since ");
  if (!parts) throw unreadable{"is incomplete", text};
  read_class(parts->before, found);
  before_advice(parts->behind, "", found);
}

/// Whether all that is there of a record is a part of its beginning.
bool is_cut_short(std::string_view id, std::string_view text) {
  const auto* const known = cadre::shim::find_deprecation(id);
  if (known == nullptr) return false;
  const std::string member(known->member);
  return (member + std::string(removed)).starts_with(text) || (member + std::string(overridden)).starts_with(text);
}

log_entry record(std::string_view id, std::string_view text) {
  text_record entry;
  entry.what.where.id = id;
  const auto gone = split(text, removed);
  const auto hook = split(text, overridden);
  if (!gone && !hook && is_cut_short(id, text)) throw unreadable{"is incomplete", text};
  if (!gone && !hook) return other_line();
  if (gone)
    read_removed(gone->behind, entry.what);
  else
    read_overridden(hook->behind, entry.what);
  entry.what.member = tools::clean(cadre::shim::shown_name(gone ? gone->before : hook->before, !gone));
  return entry;
}

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(' ');
  if (first == text.npos) return {};
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

/// "MEMBER   CALLS   SITES".
log_entry row(std::string_view id, std::string_view text) {
  constexpr const char* complaint = "is a damaged row of the table";
  const auto last = split_at_last(trimmed(text), " ");
  const auto before = split_at_last(last ? trimmed(last->before) : std::string_view(), " ");
  if (!before || trimmed(before->before).empty()) throw unreadable{complaint, text};
  return table_row{std::string(id), tools::clean(trimmed(before->before)), number(before->behind, 10, complaint),
                   number(last->behind, 10, complaint)};
}

// A record has one blank behind its ID, a row of the table two. What has another one behind it was cut short.
log_entry entry_of(std::string_view id, std::string_view text) {
  const std::size_t next = text.find(prefix);
  if (next != text.npos) throw unreadable{"goes over into another one", text.substr(next)};
  if (text.starts_with("  ")) return row(id, text);
  if (text.starts_with(" ")) return record(id, text.substr(1));
  if (text.empty()) throw unreadable{"is incomplete", text};
  return other_line();
}

}  // namespace

log_entry text_entry(std::string_view line) {
  for (std::size_t at = line.find(prefix); at != line.npos; at = line.find(prefix, at + prefix.size())) {
    const std::string_view text = line.substr(at + prefix.size());
    const std::string_view id = leading_id(text);
    if (is_cut_id(text.substr(0, text.find(prefix))))
      throw damaged_line("a line for a removed member is incomplete", at + prefix.size());
    if (id.empty()) continue;
    try {
      return entry_of(id, text.substr(id.size()));
    } catch (const unreadable& wrong) {
      throw damaged_line("the line for " + std::string(id) + " " + wrong.why,
                         static_cast<std::size_t>(wrong.part.data() - line.data()));
    }
  }
  return other_line();
}

}  // namespace report
