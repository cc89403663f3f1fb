// What mangled names tell, and numbers as people write them.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace scan {

/// The function that a mangled thunk adjusts the object for; any other name as it is.
std::string without_thunk(std::string_view mangled);

/// Whether a mangled name is of the pool's own code. What a client makes of the templates in the frozen header is the
/// client's code.
bool is_pool_code(std::string_view mangled);

std::string hexadecimal(std::uint64_t number);

}  // namespace scan
