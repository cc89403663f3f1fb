// Which library this run is about. The same binary runs on both, and ctest says on which.

#pragma once

#include <cstdlib>
#include <stdexcept>
#include <string>

namespace conformance {

enum class Library { legacy, shim };

inline Library library() {
  static const Library which = [] {
    const char* name = std::getenv("CONFORMANCE_LIBRARY");
    if (name != nullptr && std::string(name) == "legacy") return Library::legacy;
    if (name != nullptr && std::string(name) == "shim") return Library::shim;
    throw std::runtime_error("set CONFORMANCE_LIBRARY to legacy or shim");
  }();
  return which;
}

inline bool onLegacy() {
  return library() == Library::legacy;
}
inline bool onShim() {
  return library() == Library::shim;
}

/// Two expectations side by side, where the libraries differ on purpose.
template <class T>
T differs(T legacy, T shim) {
  return onLegacy() ? legacy : shim;
}

}  // namespace conformance
