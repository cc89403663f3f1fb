#include "log_line.hpp"

#include "json_line.hpp"
#include "text_line.hpp"
#include "wrapped_line.hpp"

namespace report {
namespace {

bool tells_nothing(const log_entry& entry) {
  return std::holds_alternative<other_line>(entry);
}

/// `object` is a part of `line`. In front may stand a date, but not a piece of another record.
log_entry json_entry_in(std::string_view line, std::string_view object) {
  const auto front = static_cast<std::size_t>(object.data() - line.data());
  if (!tells_nothing(text_entry(line.substr(0, front)))) throw damaged_line("there are two records in one line", front);
  try {
    return json_entry(object);
  } catch (const damaged_line& damage) {
    throw damaged_line(damage.what(), damage.at() + front);
  }
}

// Where in the line a wrapped one is damaged, its escapes hide.
log_entry wrapped_entry(std::string_view line) try {
  for (const std::string& each : wrapped_lines(line))
    if (log_entry entry = entry_of(each); !tells_nothing(entry)) return entry;
  return other_line();
} catch (const damaged_line& damage) {
  throw damaged_line(damage.what(), 0);
}

}  // namespace

log_entry entry_of(std::string_view line) {
  if (line.ends_with('\r')) line.remove_suffix(1);
  const auto object = json_part(line);
  if (object)
    if (log_entry entry = json_entry_in(line, *object); !tells_nothing(entry)) return entry;
  if (log_entry entry = wrapped_entry(line); !tells_nothing(entry)) return entry;
  return object ? other_line() : text_entry(line);
}

}  // namespace report
