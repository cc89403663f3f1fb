// All logs that the command line names, read into one sum.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <cstdint>
#include <istream>
#include <string>
#include <vector>

#include "line_reader.hpp"
#include "tally.hpp"

namespace report {

/// What cannot be read is said on standard error, with file, line and byte, and passed over.
class logs {
 public:
  explicit logs(const std::vector<std::string>& ignored_modules);

  /// "-" is standard input.
  void read(const std::string& name);

  [[nodiscard]] findings result() const { return sum_.result(); }
  [[nodiscard]] std::uint64_t damaged_lines() const noexcept { return damaged_lines_; }

  /// Whether all of all logs was read and understood.
  [[nodiscard]] bool complete() const noexcept { return damaged_lines_ == 0 && readable_; }

 private:
  void read_standard_input();
  void read(std::istream& from, const std::string& name);
  void read(const numbered_line& line, const std::string& name, bool show_damage);
  void damaged(const numbered_line& line, const std::string& name, std::size_t at, const char* why, bool shown);
  void cannot_read(const std::string& name, const std::string& why);

  tally sum_;
  std::uint64_t damaged_lines_ = 0;
  bool readable_ = true;
};

}  // namespace report
