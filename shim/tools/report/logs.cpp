#include "logs.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <fstream>
#include <iostream>
#include <system_error>

#include "complain.hpp"
#include "log_line.hpp"

namespace report {
namespace {

// Of one log: one that is damaged all over is named, and not printed.
constexpr std::uint64_t most_shown = 20;

}  // namespace

logs::logs(const std::vector<std::string>& ignored_modules) : sum_(ignored_modules) {}

void logs::read(const std::string& name) {
  if (name == "-") return read(std::cin, "(stdin)");
  std::ifstream file(name, std::ios::binary);
  if (!file) return cannot_read(name, std::generic_category().message(errno));
  read(file, name);
}

void logs::read(std::istream& from, const std::string& name) {
  line_reader lines(from);
  const std::uint64_t before = damaged_lines_;
  for (numbered_line line; lines.next(line);) read(line, name, damaged_lines_ - before < most_shown);
  sum_.end_of_log();
  const std::uint64_t damaged_here = damaged_lines_ - before;
  if (damaged_here > most_shown) complain(fmt::format("{}: {} damaged lines in all", name, damaged_here));
  if (from.bad()) cannot_read(name, "it is no file, or reading failed");
}

void logs::read(const numbered_line& line, const std::string& name, bool show_damage) try {
  if (line.too_long)
    throw damaged_line(fmt::format("the line has more than {} bytes and is passed over", longest_line), 0);
  sum_.add(entry_of(line.text));
} catch (const damaged_line& damage) {
  damaged(line, name, damage.at(), damage.what(), show_damage);
} catch (const no_room& damage) {
  damaged(line, name, 0, damage.what(), show_damage);
}

void logs::damaged(const numbered_line& line, const std::string& name, std::size_t at, const char* why, bool shown) {
  ++damaged_lines_;
  if (shown) complain(fmt::format("{}:{}: byte {}: {}", name, line.number, line.offset + at, why));
}

void logs::cannot_read(const std::string& name, const std::string& why) {
  readable_ = false;
  complain(fmt::format("cannot read {}: {}", name, why));
}

}  // namespace report
