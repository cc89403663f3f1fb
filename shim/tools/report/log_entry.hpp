// What a line of a log tells: a use in words, a row of the table at a process's end, a use as JSON, or nothing.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <variant>

namespace report {

/// Where a removed member is used: a call, or a class that overrides it.
struct place {
  std::string id;
  std::string module;  ///< the file's name without folders; empty for code that belongs to no file
  // Only JSON has these two: the file's name with folders, and which build it is.
  std::string path;
  std::string build_id;
  std::uint64_t offset = 0;
  std::string class_name;  ///< empty for a call

  friend auto operator<=>(const place&, const place&) = default;
};

/// One use, as a line tells it. All text is clean.
struct use {
  place where;
  std::string member;
  std::string replacement;
  std::string function;  ///< the symbol, mangled, where JSON knows it
  bool not_relinked = false;
};

struct text_record {
  use what;
};

struct table_row {
  std::string id;
  std::string member;
  std::uint64_t calls = 0;
  std::uint64_t sites = 0;
};

struct json_event {
  use what;
  std::uint64_t process = 0;
  std::uint64_t calls = 0;
  bool last = false;  ///< the count of the whole process
};

struct other_line {};

using log_entry = std::variant<other_line, text_record, table_row, json_event>;

/// A line that is the shim's but cannot be understood.
class damaged_line : public std::runtime_error {
 public:
  damaged_line(const std::string& why, std::size_t at) : std::runtime_error(why), at_(at) {}

  /// Where in the line, in bytes.
  [[nodiscard]] std::size_t at() const noexcept { return at_; }

 private:
  std::size_t at_;
};

}  // namespace report
