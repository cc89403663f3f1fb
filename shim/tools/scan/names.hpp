// Names as people write them.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace scan {

/// What a mangled symbol or type name stands for. A name that is none, or that may stand for a text too long to be
/// read, stays as it is.
std::string readable(std::string_view mangled);

/// The function that a mangled thunk adjusts the object for; any other name as it is.
std::string without_thunk(std::string_view mangled);

/// Whether a mangled name is of the pool's own code. What a client makes of the templates in the frozen header is the
/// client's code.
bool is_pool_code(std::string_view mangled);

/// Text from a file, fit for a terminal: what is not ASCII, or would command the terminal, becomes \xNN.
std::string printable(std::string_view text);

std::string hexadecimal(std::uint64_t number);

}  // namespace scan
