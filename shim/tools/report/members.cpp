#include "members.hpp"

#include <algorithm>

namespace report {

const cadre::shim::deprecation* known_member(std::string_view id) noexcept {
  const auto& all = cadre::shim::deprecations;
  const auto* const found = std::ranges::find(all, id, &cadre::shim::deprecation::id);
  return found == all.end() ? nullptr : found;
}

std::string shown_name(std::string_view member, bool overridden) {
  return std::string(member) + (overridden ? " override" : "");
}

std::string_view leading_id(std::string_view text) noexcept {
  constexpr std::string_view letters = "TPS";
  constexpr std::size_t least_digits = 3, most_digits = 9;
  if (!text.starts_with(letters)) return {};
  const std::size_t end = std::min(text.find_first_not_of("0123456789", letters.size()), text.size());
  const std::size_t digits = end - letters.size();
  return digits >= least_digits && digits <= most_digits ? text.substr(0, end) : std::string_view();
}

std::string advice(std::string_view replacement) {
  constexpr std::string_view nothing = "nothing";
  if (!replacement.starts_with(nothing)) return "use " + std::string(replacement);
  return "drop it" + std::string(replacement.substr(nothing.size()));
}

}  // namespace report
