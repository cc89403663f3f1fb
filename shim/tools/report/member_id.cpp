#include "member_id.hpp"

#include <algorithm>

namespace report {
namespace {

constexpr std::string_view letters = "TPS";
constexpr std::size_t least_digits = 3, most_digits = 9;

/// The letters and the digits behind them; empty if `text` does not start so.
std::string_view leading_word(std::string_view text) noexcept {
  if (!text.starts_with(letters)) return {};
  return text.substr(0, text.find_first_not_of("0123456789", letters.size()));
}

}  // namespace

std::string_view leading_id(std::string_view text) noexcept {
  const std::string_view word = leading_word(text);
  const std::size_t digits = word.size() - std::min(word.size(), letters.size());
  return digits >= least_digits && digits <= most_digits ? word : std::string_view();
}

bool is_cut_id(std::string_view text) noexcept {
  if (text.empty()) return false;
  return letters.starts_with(text) || (leading_word(text) == text && text.size() < letters.size() + least_digits);
}

}  // namespace report
