// Lines of the log in JSON of another origin: container engines and journals put an object around each line.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace report {

/// The strings of an object that may be lines of the log; none for what is no JSON object. Where such an object keeps
/// the line differs: Docker has it as "log", journalctl as "MESSAGE", and that as a list of bytes if some are no text.
std::vector<std::string> wrapped_lines(std::string_view line);

}  // namespace report
