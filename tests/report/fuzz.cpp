// libFuzzer: whatever bytes a log or a baseline has, they are read, and what is shown of them is fit to be shown.

#include <cstdint>
#include <cstdlib>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>

#include "../common/clean_text.hpp"
#include "baseline.hpp"
#include "html_page.hpp"
#include "json_report.hpp"
#include "line_reader.hpp"
#include "log_line.hpp"
#include "ratchet.hpp"
#include "table.hpp"
#include "tally.hpp"

namespace {

using namespace report;

void require(bool holds) {
  if (!holds) std::abort();
}

findings read_log(const std::string& text) {
  std::istringstream from(text);
  line_reader lines(from, 2000);
  tally sum({"*.so", "[a-"}, std::size_t{1} << 16);
  for (numbered_line line; lines.next(line);) try {
      sum.add(entry_of(line.text));
    } catch (const damaged_line& damage) {
      require(damage.at() <= line.text.size());
    } catch (const no_room&) {
      break;
    }
  sum.end_of_log();
  return sum.result();
}

void require_clean(std::string text) {
  std::erase(text, '\n');
  require(tools::clean(text) == text);
}

void show(const findings& found) {
  require_clean(table(found));
  require_clean(json_report(found, 0));
  const std::string page = html_page(found, "/guide");
  require_clean(page);
  require(page.find("<script", page.find("<script") + 1) == page.npos);
}

baseline read_baseline(std::string_view text) try { return parsed_baseline(text); } catch (const std::runtime_error&) {
  return {};
}

void hold(const findings& found, const baseline& accepted) {
  const auto seen = entries_of(found, [](const place&) { return std::string(); });
  require_clean(remedies(compare(seen, accepted), seen, "/guide"));
  const baseline next = updated(accepted, seen, growth{"2026-07-26", "fuzz", 1});
  require(parsed_baseline(to_text(next)).entries == next.entries);
  require(compare(seen, next).added.empty() && compare(seen, next).stale.empty());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  const findings found = read_log(text);
  show(found);
  hold(found, read_baseline(text));
  return 0;
}
