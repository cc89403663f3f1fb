// A log, line by line.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <cstddef>
#include <cstdint>
#include <istream>
#include <string>
#include <string_view>
#include <vector>

namespace report {

inline constexpr std::size_t longest_line = std::size_t{1} << 20;

struct numbered_line {
  std::string_view text;     ///< without its end; valid until the next line is read
  std::uint64_t number = 0;  ///< from 1 on
  std::uint64_t offset = 0;  ///< of its first byte
  bool too_long = false;     ///< and so without text
};

/// Keeps no more than one line of at most `longest` bytes.
class line_reader {
 public:
  explicit line_reader(std::istream& from, std::size_t longest = longest_line);

  /// What comes next, as far as it is in memory; empty at the end only.
  std::string_view upcoming();

  /// False at the end, and where the stream can be read no further; then the stream is bad.
  bool next(numbered_line& line);

 private:
  bool fill();
  void keep(std::string_view part);

  std::istream& from_;
  std::size_t longest_;
  std::vector<char> buffer_;
  std::string_view rest_;  // of the buffer
  std::string text_;
  std::uint64_t number_ = 0;
  std::uint64_t offset_ = 0;
  std::uint64_t length_ = 0;  // of the line so far
};

}  // namespace report
