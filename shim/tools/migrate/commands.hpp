// What the tool does, command by command. Each gives the exit status.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <string_view>

#include "options.hpp"

namespace migrate {

// As --help says.
inline constexpr int fine = 0, found_or_failed = 1, bad_usage = 2;

/// To standard output; throws if that does not take it.
void print(std::string_view text);

/// Comes back only if there is no threadpool-scan.
int scan(const options& wanted);
int report_uses(const options& wanted);
int fix(const options& wanted);
int move_files(const options& wanted);
int verify(const options& wanted);

}  // namespace migrate
