#include "numbers.hpp"

#include <array>
#include <cmath>
#include <cstdio>

namespace benchmarks {

std::string short_number(double value) {
  if (!std::isfinite(value)) return "-";
  const double size = std::abs(value);
  const int decimals = size >= 99.95 ? 0 : size >= 9.995 ? 1 : size >= 0.9995 || size == 0 ? 2 : 3;
  std::array<char, 40> text{};
  static_cast<void>(std::snprintf(text.data(), text.size(), "%.*f", decimals, value));
  return text.data();
}

}  // namespace benchmarks
