// machine.hpp - where it was measured: without that a time says nothing.

#pragma once

#include <string>

namespace benchmarks {

/// Processor, how many of them, kernel, compiler, versions of the peers: one line.
std::string machine();

}  // namespace benchmarks
