// numbers.hpp - numbers for people.

#pragma once

#include <string>

namespace benchmarks {

/// With three digits, whatever the size; "-" for none.
std::string short_number(double value);

}  // namespace benchmarks
