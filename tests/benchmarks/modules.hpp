// modules.hpp - the pools that come from modules beside the program.

#pragma once

#include <vector>

#include "contestant.hpp"

namespace benchmarks {

/// Loads them, for the rest of the process. Throws std::runtime_error with what the loader says.
std::vector<const contestant*> pools_of_modules();

}  // namespace benchmarks
