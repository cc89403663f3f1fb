#include "log_line.hpp"

#include "json_line.hpp"
#include "text_line.hpp"

namespace report {

log_entry entry_of(std::string_view line) {
  if (line.ends_with('\r')) line.remove_suffix(1);
  const auto object = json_part(line);
  if (!object) return text_entry(line);
  try {
    return json_entry(*object);
  } catch (const damaged_line& damage) {
    throw damaged_line(damage.what(), damage.at() + static_cast<std::size_t>(object->data() - line.data()));
  }
}

}  // namespace report
