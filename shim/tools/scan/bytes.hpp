// Integers in the contents of a file.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <concepts>
#include <cstddef>
#include <span>

namespace scan {

using byte_view = std::span<const unsigned char>;

/// The integer at `at`, least significant byte first. All of it must be inside.
template <std::unsigned_integral T>
T little_endian(byte_view bytes, std::size_t at) noexcept {
  T value = 0;
  for (std::size_t i = 0; i < sizeof(T); ++i) value |= static_cast<T>(T{bytes[at + i]} << (8 * i));
  return value;
}

}  // namespace scan
