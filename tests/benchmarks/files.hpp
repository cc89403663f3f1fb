// files.hpp - writing a file, or saying that it could not be written.

#pragma once

#include <filesystem>
#include <fstream>
#include <stdexcept>

namespace benchmarks {

/// Calls `write` with the opened file. Throws std::runtime_error.
template <class Write>
void write_file(const std::filesystem::path& name, const Write& write) {
  std::ofstream file(name);
  write(file);
  file.close();
  if (!file) throw std::runtime_error("cannot write " + name.string());
}

}  // namespace benchmarks
