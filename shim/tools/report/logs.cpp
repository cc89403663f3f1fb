#include "logs.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <system_error>

#include "complain.hpp"
#include "compression.hpp"
#include "log_line.hpp"

namespace report {
namespace {

// Of one log: one that is damaged all over is named, and not printed.
constexpr std::uint64_t most_shown = 20;

bool is_folder(const std::string& name) {
  std::error_code missing;
  return std::filesystem::is_directory(name, missing);
}

}  // namespace

logs::logs(const std::vector<std::string>& ignored_modules) : sum_(ignored_modules) {}

void logs::read(const std::string& name) {
  if (name == "-") return read_standard_input();
  if (is_folder(name)) return cannot_read(name, "it is a folder: name the logs in it");
  std::ifstream file(name, std::ios::binary);
  if (!file) return cannot_read(name, std::generic_category().message(errno));
  read(file, name);
  if (file.bad()) cannot_read(name, "reading it failed");
}

// A stream that C functions read for it is at its end where reading fails, and never bad.
void logs::read_standard_input() {
  const std::string name = "(stdin)";
  if (is_folder("/dev/stdin")) return cannot_read(name, "it is a folder: name the logs in it");
  read(std::cin, name);
  if (std::cin.bad() || std::ferror(stdin) != 0) cannot_read(name, "reading it failed");
}

void logs::read(std::istream& from, const std::string& name) {
  line_reader lines(from);
  if (const auto unpacker = unpacker_of(lines.upcoming()); !unpacker.empty())
    return cannot_read(name, fmt::format("it is compressed: {} FILE | threadpool-report -", unpacker));
  const std::uint64_t before = damaged_lines_;
  for (numbered_line line; lines.next(line);) read(line, name, damaged_lines_ - before < most_shown);
  sum_.end_of_log();
  const std::uint64_t damaged_here = damaged_lines_ - before;
  if (damaged_here > most_shown) complain(fmt::format("{}: {} damaged lines in all", name, damaged_here));
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
