// The #include lines at the beginning of a file, read line by line as a person does.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace migrate {

struct include_line {
  std::size_t begin = 0;
  std::size_t end = 0;       ///< behind the end of the line
  std::string_view named;    ///< with its quotes or angle brackets
  bool conditional = false;  ///< within #if, other than a guard of the whole file
  bool follows = false;      ///< stands directly below the one before
};

/// Those before the first line of code. The text has to outlive the result.
std::vector<include_line> include_lines(std::string_view text);

}  // namespace migrate
